import type { Actor } from '@curbstop/contracts';
import type { Dial, DialUnit, Instant } from '@curbstop/policy';
import {
  DAY_MS,
  dayOf,
  dialOfLiters,
  isFinalRead,
  litersOfDial,
  literWords,
  mayReadFinally,
  registerWords,
  rollForward,
} from '@curbstop/policy';
import { isOpen } from '@curbstop/work-orders';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { cancelOrder } from '../../records/orders/cancel.ts';
import type { OnOrderClosed } from '../../records/orders/closed-order.ts';
import { orderEvent } from '../../records/orders/order-events.ts';
import { lockOrder, moveOrder } from '../../records/orders/move.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { litersByHand, storeHandRead } from '../../records/reads/by-hand.ts';
import { dialOf, shiftOf } from '../../records/reads/meter-context.ts';
import { readsWhere } from '../../records/reads/tail.ts';
import { hasLastDigits } from '../../records/reads/doubt.ts';
import { NO_ANSWER, onceFor } from '../../records/requests/idempotency.ts';
import { finishAccount } from './finish-account.ts';
import { makeOrder } from '../../records/orders/service-orders.ts';
import { OPEN } from '../../records/orders/open-states.ts';

interface FinalRead {
  readonly litres: number;
  /** What is added to the register, which has begun again since the meter was new. */
  readonly shift: number;
  readonly at: Instant;
}

/** The read is in: whoever comes after begins where it ended, and no crew needs to go for it. */
async function keepFinalRead(change: Change, account: AccountSnapshot, read: FinalRead): Promise<void> {
  const { tx } = change;
  const { accountId, servicePointId } = account;
  await tx.query(
    `UPDATE closing SET final_read_at = $2, final_litres = $3, final_shift = $4 WHERE account_id = $1 AND final_read_at IS NULL`,
    [accountId, sqlInstant(read.at), read.litres, read.shift],
  );
  await tx.query(
    `UPDATE account n SET opening_litres = $3, opening_shift = $4 FROM closing c
     WHERE c.account_id = $1 AND n.service_point_id = $2 AND n.id <> $1 AND n.opening_litres IS NULL
       AND n.status = 'active' AND n.opened_on >= c.on_day
       AND NOT EXISTS (SELECT 1 FROM bill b WHERE b.account_id = n.id)`,
    [accountId, servicePointId, read.litres, read.shift],
  );
  const open = await rows<{ id: number }>(
    tx,
    `SELECT id FROM work_order WHERE account_id = $1 AND kind = 'final-read'
       AND ${OPEN}`,
    [accountId],
  );
  for (const { id } of open) {
    const order = await lockOrder(tx, id);
    if (!isOpen(order.state)) continue;
    await cancelOrder(change, order, { says: 'The final read is in.', clauses: ['A.3'], paid: null });
  }
}

/** A.3: takes the reading of the radio that is nearest to the close, when one is near enough. True when there was one. */
export async function takeRadioRead(change: Change, account: AccountSnapshot): Promise<boolean> {
  const { tx, now } = change;
  const { closing, meter } = account.facts;
  if (closing === null || closing.finalReadAt !== null || meter === 'manual') return false;
  const read = await row<FinalRead>(
    tx,
    `SELECT r.litres, ${shiftOf('r')} AS shift, r.read_at AS at FROM meter_installation i JOIN meter_read r ON r.meter_id = i.meter_id
     WHERE i.service_point_id = $1 AND i.removed_on IS NULL AND r.source = 'radio' AND r.quality = 'valid'
       AND r.read_at > $2 AND r.read_at <= $3
     ORDER BY abs(extract(epoch FROM r.read_at - $4::timestamptz)) LIMIT 1`,
    [
      account.servicePointId,
      sqlInstant((closing.at - DAY_MS) as Instant),
      sqlInstant(Math.min(now, closing.at + DAY_MS) as Instant),
      sqlInstant(closing.at),
    ],
  );
  if (!read) return false;
  await keepFinalRead(change, account, read);
  return true;
}

/** A.3: the register for the final bill, as somebody read it. */
export interface FinalReadInput {
  readonly accountId: number;
  /** The digits of the dial; null when it stands where it was last read. */
  readonly register: string | null;
  /** The unit that the reader took the dial to show; cubic meters where none is said. */
  readonly unit?: DialUnit | null | undefined;
  /** The same key again is the same request; left out by whoever cannot ask twice. */
  readonly idempotencyKey?: string;
}

interface OnDial {
  readonly meterId: number;
  readonly register: string;
  readonly unit: DialUnit | null | undefined;
  readonly dial: Dial;
}

async function registerAt(
  tx: Tx,
  account: AccountSnapshot,
  given: Pick<FinalReadInput, 'register' | 'unit'>,
): Promise<OnDial> {
  const meter = await row<{ meterId: number; dial: Dial; litres: number | null }>(
    tx,
    `SELECT i.meter_id AS "meterId", ${dialOf('m')} AS dial, t.litres FROM meter_installation i JOIN meter m ON m.id = i.meter_id
     LEFT JOIN read_tail t ON t.meter_id = i.meter_id
     WHERE i.service_point_id = $1 AND i.removed_on IS NULL`,
    [account.servicePointId],
  );
  if (!meter) throw new Refused('There is no meter at this place.', ['A.3']);
  const { meterId, dial } = meter;
  const last = meter.litres ?? 0;
  const shown = dialOfLiters(last, dial);
  if (given.register === null) return { meterId, register: shown, unit: dial.unit, dial };
  const { register, unit } = given;
  if (litersByHand('register', register, unit, dial) < litersOfDial(shown, dial) && !hasLastDigits(last, dial))
    throw new Refused(`The meter stood at ${literWords(last, dial)} before. Read it again.`, ['A.3']);
  return { meterId, register, unit, dial };
}

/** A.3: what the order was to bring is in: it is done, where no crew has it yet. */
async function fulfil(change: Change, accountId: number, register: string): Promise<void> {
  const { tx, actor, now } = change;
  const open = await rows<{ id: number }>(
    tx,
    "SELECT id FROM work_order WHERE account_id = $1 AND kind = 'final-read' AND state IN ('listed', 'released')",
    [accountId],
  );
  for (const { id } of open) {
    const order = await lockOrder(tx, id);
    if (order.state === 'listed') await moveOrder(tx, order, 'release', {}, now);
    await moveOrder(tx, order, 'complete', { outcome: 'The final read was entered at the desk.' }, now);
    const facts = { ...orderEvent(order), by: 'office' as const, valve: null, register };
    await append(tx, [{ event: 'order.completed', facts, at: now, actor, clause: order.clause, accountId }]);
  }
}

/** A.3: posts the final read. The final bill follows when the account is closed. */
export async function postFinalRead(
  source: DataSource,
  input: FinalReadInput,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { accountId } = input;
  const asked = {
    request: 'final-read',
    accountIds: [accountId],
    actor,
    now,
    ...onceFor(input.idempotencyKey, NO_ANSWER),
  };
  await changeAccounts(source, asked, async (change) => {
    const { tx, accept } = change;
    const account = await lockAccountSnapshot(tx, accountId, now);
    const answer = mayReadFinally(account.facts, now);
    if (!answer.granted) throw new Refused(answer.says, answer.clauses);
    const { meterId, register, unit, dial } = await registerAt(tx, account, input);
    const policy = policyAt(account.profile, now);
    const doubted = await storeHandRead(change, { meterId, register, unit, at: now, source: 'office' }, policy);
    if (doubted !== null) {
      // Nothing is closed or billed on it: a person accepts it or voids it, and the account goes on then.
      await accept(
        'A.3',
        `The reading is kept and doubted: ${doubted} It is the final read once somebody has accepted it.`,
      );
      return;
    }
    await accept('A.3', answer.says);
    await fulfil(change, accountId, registerWords(register, dial));
    const [kept] = await readsWhere(tx, 'r.meter_id = $1 AND r.read_at = $2', [meterId, sqlInstant(now)]);
    if (!kept) throw new Error(`The final read of meter ${meterId} was not stored.`);
    await keepFinalRead(change, account, { litres: kept.litres, shift: kept.shift, at: now });
    await finishAccount(change, accountId);
  });
}

/** A.3: a reading that was doubted and is accepted ends the account that waited for it. True when it did. The account is locked. */
export async function takeAcceptedRead(
  change: Change,
  account: AccountSnapshot,
  read: FinalRead & { readonly register: string },
): Promise<boolean> {
  const { closing } = account.facts;
  if (closing === null || closing.finalReadAt !== null || !isFinalRead(read.at, closing)) return false;
  await fulfil(change, account.accountId, read.register);
  await keepFinalRead(change, account, read);
  await finishAccount(change, account.accountId);
  return true;
}

/** A.3: a crew has read the meter. One read too early is no final read, and the crew goes again. */
export const endFinalRead: OnOrderClosed = async (change, order, end) => {
  const { tx, now } = change;
  if (!end.done) return;
  const account = await lockAccountSnapshot(tx, order.accountId, now);
  const { closing } = account.facts;
  if (closing === null || closing.finalReadAt !== null) return;
  const read = await row<FinalRead>(
    tx,
    `SELECT r.litres, ${shiftOf('r')} AS shift, r.read_at AS at FROM meter_installation i JOIN meter_read r ON r.meter_id = i.meter_id
     WHERE i.service_point_id = $1 AND i.removed_on IS NULL AND r.source = 'crew' AND r.quality = 'valid'
       AND r.read_at > $2 AND r.read_at <= $3 ORDER BY r.read_at DESC LIMIT 1`,
    [order.servicePointId, sqlInstant((closing.at - DAY_MS) as Instant), sqlInstant(now)],
  );
  if (read && isFinalRead(read.at, closing)) {
    await keepFinalRead(change, account, read);
    await finishAccount(change, account.accountId);
    return;
  }
  const policy = policyAt(account.profile, now);
  const today = dayOf(now, policy.timeZone);
  const dueOn = rollForward(closing.on < today ? today : closing.on, policy);
  const again = { accountId: account.accountId, kind: 'final-read', clause: 'A.3', dueOn } as const;
  await makeOrder(change, { ...again, actKey: `${account.accountId}/-/A.3/final-read-after-${order.id}` });
};
