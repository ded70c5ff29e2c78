import type { Actor, ReconnectionAnswer } from '@curbstop/contracts';
import { reconnectionAnswer } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { dayOf, mayOpen, mayReconnect, reconnectionFee } from '@curbstop/policy';
import { OPEN_STATES } from '@curbstop/work-orders';
import type { DataSource } from 'typeorm';
import { In } from 'typeorm';
import { afterwards, changeAccounts } from '../../reconcile/change-accounts.ts';
import { loadAccounts, lockAccountSnapshot } from '../../facts/account-facts.ts';
import { NotFound, Refused } from '../../db/errors.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { postCharge } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { createOrders, orderCreated } from '../../records/orders/create.ts';
import { orderEvent } from '../../records/orders/order-events.ts';
import { WorkOrder } from '../../records/orders/work-order.entity.ts';

export interface ReconnectionInput {
  readonly accountId: number;
  readonly idempotencyKey: string;
  readonly afterHoursConsent: boolean;
}

async function answerFor(tx: Tx, order: WorkOrder, now: Instant): Promise<ReconnectionAnswer> {
  const [account] = await loadAccounts(tx, [order.accountId], now, { lock: false });
  if (!account || (order.kind !== 'reconnect' && order.kind !== 'reconnect-after-hours'))
    throw new NotFound('There is no such request.');
  const policy = policyAt(account.profile, now);
  const kind = order.kind === 'reconnect' ? 'reconnection-fee' : 'after-hours-reconnection-fee';
  const fee = reconnectionFee(kind, policyAt(account.profile, order.createdAt));
  const opening = mayOpen(account.facts, policy, now, order.kind);
  return reconnectionAnswer.parse({
    orderId: order.id,
    kind: order.kind,
    state: order.state,
    fee: order.amount ?? fee.amount,
    feeClause: order.clause,
    toPay: opening.debt.total,
    says: opening.says,
  });
}

async function openRequest(tx: Tx, accountId: number): Promise<WorkOrder | null> {
  return tx.findOneBy(WorkOrder, {
    accountId,
    kind: In(['reconnect', 'reconnect-after-hours']),
    state: In([...OPEN_STATES]),
  });
}

/**
 * F.1 to F.4: the customer asks for the water back. The fee is charged at once; the order is held until it and
 * everything past due are paid (after hours the consent is enough). Asking again while a request stands
 * gives the same request. Refused while there is nothing to reconnect, or nobody to reconnect it for.
 */
export async function requestReconnection(
  source: DataSource,
  input: ReconnectionInput,
  actor: Actor,
  now: Instant,
): Promise<ReconnectionAnswer> {
  const { accountId } = input;
  const asked = {
    request: 'request-reconnection',
    accountIds: [accountId],
    actor,
    now,
    before: async (tx: Tx) => {
      const standing =
        (await tx.findOneBy(WorkOrder, { actKey: `reconnect/${input.idempotencyKey}` })) ??
        (await openRequest(tx, accountId));
      return standing && answerFor(tx, standing, now);
    },
  };
  return changeAccounts(source, asked, async (change) => {
    const { tx, accept } = change;
    const account = await lockAccountSnapshot(tx, accountId, now);
    const policy = policyAt(account.profile, now);
    const today = dayOf(now, policy.timeZone);
    const answer = mayReconnect(account.facts, policy, now, input.afterHoursConsent);
    if (!answer.granted) throw new Refused(answer.says, answer.clauses);
    const { choice, charge } = answer;
    const atOnce = choice.workOrder === 'reconnect-after-hours';
    await accept(charge.clause, answer.says);
    const { amount, clause } = charge;
    const actKey = `reconnect-fee/${input.idempotencyKey}`;
    await postCharge(change, { accountId, kind: choice.feeKind, amount, valueDate: today, clause, actKey });
    await allocateCredits(tx, [accountId], today);
    const outcome = atOnce ? null : 'Waits for what is owed to be paid.';
    const [order] = await createOrders(
      tx,
      [
        {
          accountId,
          kind: choice.workOrder,
          state: atOnce ? 'listed' : 'held',
          clause: choice.clause,
          urgent: false,
          dueOn: dayOf(choice.from, policy.timeZone),
          billIds: [],
          amount: charge.amount,
          verdict: null,
          outcome,
          followsId: null,
          crewOnly: false,
          actKey: `reconnect/${input.idempotencyKey}`,
        },
      ],
      now,
    );
    if (!order) throw new Error('The reconnect order was not made.');
    await append(tx, [orderCreated(order, now, actor)]);
    if (outcome !== null) {
      const facts = { ...orderEvent(order), why: outcome };
      await append(tx, [{ event: 'order.held', facts, at: now, actor, clause: 'F.1', accountId }]);
    }
    return afterwards(async () => answerFor(tx, await tx.findOneByOrFail(WorkOrder, { id: order.id }), now));
  });
}
