import type { Billed, Cents, Day, Instant, PolicyParameters, UsageUnit } from '@curbstop/policy';
import { daysBetween, isOddBill, usageWords, usualUnits } from '@curbstop/policy';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { closeTaskOf, makeTasks } from '../tasks/tasks.ts';
import type { BillRun, NewBill } from './bill-run.ts';

/** The kind of the task for a bill that waits for a person. */
export const ODD_BILL_TASK = 'odd-bill';

export function oddBillKey(accountId: number): string {
  return `${ODD_BILL_TASK}/${accountId}`;
}

/** The own use is that of so many bills before. */
const BILLS_BEFORE = 6;

/** What accounts were billed by their registers before: units and days of their last bills. */
export async function billedBefore(db: Reader, accountIds: readonly number[]): Promise<Map<number, Billed>> {
  const found = await rows<Billed & { accountId: number }>(
    db,
    `SELECT it.id AS "accountId", sum(b.units)::int AS units, sum(b.period_to - b.period_from)::int AS days
     FROM unnest($1::int[]) AS it (id) JOIN LATERAL (
       SELECT b.units, b.period_to, b.period_from FROM bill b LEFT JOIN batch t ON t.id = b.batch_id
       WHERE b.account_id = it.id AND b.meter_id IS NOT NULL AND t.undone_at IS NULL AND b.taken_back_at IS NULL
         AND b.replaced_by IS NULL
       ORDER BY b.bill_date DESC LIMIT ${BILLS_BEFORE}) b ON true
     GROUP BY it.id`,
    [accountIds],
  );
  return new Map(found.map(({ accountId, units, days }) => [accountId, { units, days }]));
}

/** Of these readings those that a person has looked at and accepted: what they bill is not looked at again. */
async function acceptedReads(
  db: Reader,
  reads: readonly { readonly meterId: number; readonly at: Instant }[],
): Promise<ReadonlySet<string>> {
  if (reads.length === 0) return new Set();
  const found = await rows<{ meterId: number; at: Instant }>(
    db,
    `SELECT DISTINCT d.meter_id AS "meterId", d.read_at AS at FROM unnest($1::int[], $2::timestamptz[]) AS it (meter_id, read_at)
     JOIN read_decision d USING (meter_id, read_at) WHERE d.becomes = 'valid' AND d.decided_by->>'kind' = 'staff'`,
    [reads.map((read) => read.meterId), reads.map((read) => sqlInstant(read.at))],
  );
  return new Set(found.map((read) => `${read.meterId} ${read.at}`));
}

export interface OddBill extends NewBill {
  /** The units that are usual in its days; null where no bill was before. */
  readonly usual: number | null;
}

/** B.1: parts the bills of a run into those that are made and those that a person looks at first. */
export async function splitOdd(
  db: Reader,
  all: readonly NewBill[],
  policy: Pick<PolicyParameters, 'oddUse'>,
): Promise<{ readonly bills: readonly NewBill[]; readonly odd: readonly OddBill[] }> {
  const { leastUnits, firstUnits } = policy.oddUse;
  // What is below both can be odd for nobody; the record is asked for the others only.
  const large = all.filter((bill) => bill.units > Math.min(leastUnits, firstUnits));
  if (large.length === 0) return { bills: all, odd: [] };
  const before = await billedBefore(
    db,
    large.map((bill) => bill.it.accountId),
  );
  const odd = large.flatMap((bill): OddBill[] => {
    const days = daysBetween(bill.it.startDay, bill.periodTo);
    const own = before.get(bill.it.accountId) ?? null;
    return isOddBill({ units: bill.units, days }, own, policy) ? [{ ...bill, usual: usualUnits(own, days) }] : [];
  });
  const accepted = await acceptedReads(
    db,
    odd.map(({ it: each }) => ({ meterId: each.meterId, at: each.endAt })),
  );
  const stopped = odd.filter(({ it: each }) => !accepted.has(`${each.meterId} ${each.endAt}`));
  const ids = new Set(stopped.map(({ it: each }) => each.accountId));
  return { bills: all.filter(({ it: each }) => !ids.has(each.accountId)), odd: stopped };
}

export interface NewHold {
  readonly accountId: number;
  readonly kind: 'regular' | 'final';
  readonly meterId: number;
  readonly group: number;
  readonly readMonday: Day;
  readonly billDate: Day;
  readonly readAt: Instant;
  readonly startLitres: number;
  readonly endLitres: number;
  readonly units: number;
  readonly usual: number | null;
  /** What the city tells its units in. */
  readonly unit: UsageUnit;
  readonly amount: Cents;
}

/** Puts a bill before a person, once: the task and the list have it until it is decided. The account is locked. */
export async function holdBill(change: Change, newHold: NewHold): Promise<void> {
  const { tx, actor, now } = change;
  const { accountId, units, usual, unit, amount } = newHold;
  const message =
    usual === null
      ? `${usageWords(units, unit)} on a first bill.`
      : `${usageWords(units, unit)}, where ${usageWords(usual, unit)} is usual.`;
  const made = await row<{ id: number; fresh: boolean }>(
    tx,
    `INSERT INTO held_bill AS h (account_id, kind, meter_id, route_group, read_monday, bill_date, read_at, start_litres,
       end_litres, units, usual_units, amount, message, held_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     ON CONFLICT (account_id) WHERE state = 'held' DO UPDATE SET kind = excluded.kind, meter_id = excluded.meter_id,
       read_monday = excluded.read_monday, bill_date = excluded.bill_date, read_at = excluded.read_at,
       start_litres = excluded.start_litres, end_litres = excluded.end_litres, units = excluded.units,
       usual_units = excluded.usual_units, amount = excluded.amount, message = excluded.message, version = h.version + 1
       WHERE (h.read_at, h.end_litres, h.units) IS DISTINCT FROM (excluded.read_at, excluded.end_litres, excluded.units)
     RETURNING id, version = 1 AS fresh`,
    [
      accountId,
      newHold.kind,
      newHold.meterId,
      newHold.group,
      newHold.readMonday,
      newHold.billDate,
      sqlInstant(newHold.readAt),
      newHold.startLitres,
      newHold.endLitres,
      units,
      usual,
      amount,
      message,
      sqlInstant(now),
    ],
  );
  if (!made) return;
  const facts = { heldId: made.id, amount, units, message };
  await append(tx, [
    { event: 'bill.held', facts, at: now, actor, clause: 'B.1', accountId },
    ...(await makeTasks(change, [
      {
        accountId,
        kind: ODD_BILL_TASK,
        role: 'clerk',
        clause: 'B.1',
        says: `The bill is far above the account's own use: ${message} Release it, void its reading or have the meter read again.`,
        dueAt: null,
        actKey: null,
        openKey: oddBillKey(accountId),
        subject: { heldId: made.id },
      },
    ])),
  ]);
}

export async function holdBills(
  change: Change,
  odd: readonly OddBill[],
  run: BillRun,
  policy: Pick<PolicyParameters, 'screenUnits'>,
): Promise<void> {
  for (const { it: each, units, usual, amount } of odd) {
    const { accountId, meterId, startLitres, endLitres, endAt } = each;
    const { group, readMonday, billDate } = run;
    const at = { accountId, meterId, startLitres, endLitres, readAt: endAt };
    await holdBill(change, {
      ...at,
      kind: 'regular',
      group,
      readMonday,
      billDate,
      units,
      usual,
      unit: policy.screenUnits.usage,
      amount: amount.total,
    });
  }
}

/** How a hold ends. */
export type HoldEnd = 'released' | 'read-void' | 'reading-again' | 'overtaken';

/** Ends the hold of a bill, with what was decided and why. The account is locked. */
export async function endHold(
  change: Change,
  each: { readonly heldId: number; readonly accountId: number; readonly state: HoldEnd; readonly reason: string },
): Promise<void> {
  const { tx, actor, now } = change;
  const { heldId, accountId, state, reason } = each;
  await tx.query(
    `UPDATE held_bill SET state = $2, reason = $3, decided_at = $4, decided_by = $5, version = version + 1 WHERE id = $1`,
    [heldId, state, reason, sqlInstant(now), JSON.stringify(actor)],
  );
  await closeTaskOf(change, oddBillKey(accountId), reason);
  const facts = { heldId, state, message: reason };
  await append(tx, [{ event: 'bill.hold-ended', facts, at: now, actor, clause: 'B.1', accountId }]);
}

/** Bills that are ordinary after all, since a good reading came, hold nothing up any more. */
export async function endHolds(change: Change, bills: readonly NewBill[]): Promise<void> {
  const { tx } = change;
  const held = await rows<{ heldId: number; accountId: number }>(
    tx,
    `SELECT id AS "heldId", account_id AS "accountId" FROM held_bill WHERE state = 'held' AND account_id = ANY($1) ORDER BY account_id`,
    [bills.map((bill) => bill.it.accountId)],
  );
  for (const each of held)
    await endHold(change, {
      ...each,
      state: 'overtaken',
      reason: 'A bill that is not odd was made from a later reading.',
    });
}
