import type { Cents, TagDue, PolicyParameters } from '@curbstop/policy';
import { cutAgainOn, dayOf, returnsOwed, tagHungOn, writtenLanguages } from '@curbstop/policy';
import { OPEN_STATES } from '@curbstop/work-orders';
import { In } from 'typeorm';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { append } from '../../journal/append.ts';
import { mailNotices } from '../../records/notices/mail.ts';
import { cancelOrder } from '../../records/orders/cancel.ts';
import { createOrders, orderCreated } from '../../records/orders/create.ts';
import { lockOrders } from '../../records/orders/move.ts';
import { WorkOrder } from '../../records/orders/work-order.entity.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { makeNsfTurnOff } from './turn-off-order.ts';

/** The key of a return's blue tag. */
export function tagKey(returnId: number): string {
  return `blue-tag/${returnId}`;
}

/** K.2, K.3: the blue tag for a crew to hang, and a letter that says the same. */
export async function orderBlueTag(
  change: Change,
  each: { readonly returnId: number; readonly accountId: number; readonly due: TagDue; readonly amount: Cents },
  policy: PolicyParameters,
): Promise<void> {
  const { tx, actor, now } = change;
  const { accountId, due, amount, returnId } = each;
  const orders = await createOrders(
    tx,
    [
      {
        accountId,
        kind: 'blue-tag-nsf',
        state: 'listed',
        clause: due.clause,
        urgent: false,
        dueOn: tagHungOn(now, policy),
        billIds: [],
        amount,
        verdict: null,
        outcome: null,
        followsId: null,
        crewOnly: false,
        actKey: tagKey(returnId),
      },
    ],
    now,
  );
  const letters = await mailNotices(change, [
    {
      accountId,
      kind: 'nsf',
      clause: due.clause,
      billIds: [],
      languages: writtenLanguages(policy),
      amount,
      payBy: due.dueAt,
      mailedOn: dayOf(now, policy.timeZone),
      actKey: `nsf-notice/${returnId}`,
    },
  ]);
  await append(tx, [...orders.map((order) => orderCreated(order, now, actor)), ...letters]);
}

/** K.7: the order to cut again at once, in the place of any turn-off that stands; nothing where this return is not of that kind. */
export async function reDisconnect(change: Change, account: AccountSnapshot, returnId: number): Promise<void> {
  const { now } = change;
  const again = account.facts.returns.find((each) => each.returnId === returnId && each.toReconnect);
  if (!again || returnsOwed([again]) === 0 || account.facts.service === 'off' || !account.facts.open) return;
  await callOffOthers(change, account.accountId);
  const dueOn = cutAgainOn(now, policyAt(account.profile, now));
  const actKey = `${account.accountId}/-/K.7/return-${returnId}`;
  await makeNsfTurnOff(change, account, { clause: 'K.7', urgent: true, dueOn, actKey, followsId: null });
}

async function callOffOthers(change: Change, accountId: number): Promise<void> {
  const { tx } = change;
  const open = await tx.find(WorkOrder, {
    where: {
      accountId,
      kind: In(['turn-off', 'turn-off-nsf']),
      state: In([...OPEN_STATES]),
    },
    select: { id: true },
  });
  const orders = await lockOrders(
    tx,
    open.map((order) => order.id),
  );
  const why = {
    says: 'An order for a reconnection that was not paid takes its place.',
    clauses: ['K.7'],
    paid: null,
  } as const;
  for (const order of orders) await cancelOrder(change, order, why);
}
