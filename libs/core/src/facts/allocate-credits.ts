import type { Cents, Day, OpenCharge } from '@curbstop/policy';
import { addCents, allocate, cents, minCents, plansOn, subtractCents, underPlans } from '@curbstop/policy';
import { arrangementsOf } from './loaders/arrangements.ts';
import { rows } from '../db/tx.ts';
import type { Reader, Tx } from '../db/tx.ts';
import { openDebts } from './loaders/returned-payments.ts';
import type { EntryKind } from '../records/ledger/ledger.entity.ts';

interface CreditRow {
  creditId: number;
  accountId: number;
  left: Cents;
  /** K.5: may pay what a returned payment left. */
  good: boolean;
}
interface ChargeRow {
  chargeId: number;
  accountId: number;
  kind: EntryKind;
  billId: number | null;
  dated: Day;
  due: Day;
  unpaid: Cents;
  /** K.5: the part that only good funds may pay. */
  owed: Cents;
}

/** Reading 9, "unless the payer directs otherwise": the charges that one credit pays before all others. */
export interface DirectedCredit {
  readonly creditId: number;
  readonly first: (charge: Pick<ChargeRow, 'kind' | 'owed' | 'billId' | 'chargeId'>) => boolean;
  /** How much of each of them it is meant for; left out, all that is unpaid. */
  readonly upTo?: (charge: Pick<ChargeRow, 'owed' | 'unpaid'>) => Cents;
}

export interface AllocationResult {
  readonly creditId: number;
  readonly chargeId: number;
  readonly accountId: number;
  readonly amount: Cents;
}

function openCredits(db: Reader, accountIds: readonly number[]): Promise<CreditRow[]> {
  return rows<CreditRow>(
    db,
    `SELECT e.id AS "creditId", e.account_id AS "accountId", (-e.amount - coalesce(p.used, 0))::bigint AS left,
       (m.method IS NULL OR m.method NOT IN ('check', 'eft', 'ach')) AS good
     FROM ledger_entry e
     LEFT JOIN payment m ON m.id = e.payment_id
     LEFT JOIN LATERAL (SELECT sum(amount) AS used FROM allocation WHERE credit_id = e.id) p ON true
     WHERE e.account_id = ANY($1) AND e.amount < 0 AND -e.amount > coalesce(p.used, 0)
       AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses_id = e.id)
     ORDER BY e.account_id, e.id`,
    [accountIds],
  );
}

async function openCharges(db: Reader, accountIds: readonly number[]): Promise<ChargeRow[]> {
  const charges = await rows<Omit<ChargeRow, 'owed'>>(
    db,
    `SELECT e.id AS "chargeId", e.account_id AS "accountId", e.kind, b.id AS "billId",
       coalesce(b.bill_date, e.value_date) AS dated, coalesce(b.due, e.value_date) AS due,
       (e.amount - coalesce(p.paid, 0))::bigint AS unpaid
     FROM ledger_entry e
     LEFT JOIN bill b ON b.id = e.bill_id AND b.replaced_by IS NULL
     LEFT JOIN LATERAL (SELECT sum(amount) AS paid FROM allocation WHERE charge_id = e.id) p ON true
     WHERE e.account_id = ANY($1) AND e.amount > coalesce(p.paid, 0) AND e.kind <> 'reversal'
     ORDER BY e.account_id, e.id`,
    [accountIds],
  );
  const debts = await openDebts(db, accountIds);
  return charges.map((charge) => ({
    ...charge,
    owed: addCents(...debts.filter((debt) => debt.chargeId === charge.chargeId).map((debt) => debt.owed)),
  }));
}

/** What a credit may pay of a charge. */
function open(charge: ChargeRow, good: boolean): Cents {
  return good || charge.owed === 0 ? charge.unpaid : cents(Math.max(0, charge.unpaid - charge.owed));
}

/** I.3.c: an arrangement in force, and what its instalments have asked for and not got; each credit laid makes it less. */
interface Plan {
  readonly accountId: number;
  readonly billIds: readonly number[];
  asked: Cents;
}

async function plansOf(db: Reader, accountIds: readonly number[], today: Day): Promise<Plan[]> {
  const of = await arrangementsOf(db, accountIds);
  return accountIds.flatMap((accountId) => plansOn(of(accountId), today).map((plan) => ({ ...plan, accountId })));
}

function asCharge(row: ChargeRow, unpaid: Cents): OpenCharge {
  return {
    chargeId: String(row.chargeId),
    // What is left of a bill that was replaced is a debt of its own (K.1), as the facts tell it.
    kind: row.billId !== null && (row.kind === 'bill' || row.kind === 'penalty') ? row.kind : 'fee',
    billId: row.billId,
    dated: row.dated,
    due: row.due,
    unpaid,
  };
}

/** Lays one credit on what it may pay of each charge; what it pays is taken off the charges and off what is left of it. */
function lay(
  credit: CreditRow,
  charges: readonly ChargeRow[],
  plans: readonly Plan[],
  today: Day,
  upTo: DirectedCredit['upTo'] = ({ unpaid }) => unpaid,
): AllocationResult[] {
  const offered = underPlans(
    charges.map((charge) => asCharge(charge, minCents(open(charge, credit.good), upTo(charge)))),
    plans,
  );
  return allocate(credit.left, offered, today).parts.map(({ chargeId, amount }) => {
    const charge = charges.find((each) => String(each.chargeId) === chargeId);
    if (!charge) throw new Error(`Charge ${chargeId} was allocated to but is not open.`);
    charge.unpaid = subtractCents(charge.unpaid, amount);
    if (credit.good) charge.owed = cents(Math.max(0, charge.owed - amount));
    credit.left = subtractCents(credit.left, amount);
    for (const plan of plans)
      if (charge.billId !== null && plan.billIds.includes(charge.billId))
        plan.asked = cents(Math.max(0, plan.asked - amount));
    return { creditId: credit.creditId, chargeId: charge.chargeId, accountId: credit.accountId, amount };
  });
}

/** One line a charge: what a credit is meant for and what it pays besides may be of the same one. */
function joined(settled: readonly AllocationResult[]): AllocationResult[] {
  const byCharge = new Map<number, AllocationResult>();
  for (const allocation of settled) {
    const before = byCharge.get(allocation.chargeId);
    byCharge.set(
      allocation.chargeId,
      before ? { ...allocation, amount: addCents(before.amount, allocation.amount) } : allocation,
    );
  }
  return [...byCharge.values()];
}

/**
 * Lays every credit that is left against the charges that are open, in the policy's order: past-due
 * bills oldest first, each with its penalty; then fees; then bills not yet due; then what an arrangement has put off. A credit
 * that is directed pays what it is meant for before that. What a returned payment left is paid by good funds only (K.5). The
 * accounts must be locked.
 */
export async function allocateCredits(
  tx: Tx,
  accountIds: readonly number[],
  today: Day,
  directed?: DirectedCredit,
): Promise<AllocationResult[]> {
  const credits = await openCredits(tx, accountIds);
  if (credits.length === 0) return [];
  const ids = [...new Set(credits.map((credit) => credit.accountId))];
  const charges = await openCharges(tx, ids);
  const plans = await plansOf(tx, ids, today);
  const settled: AllocationResult[] = [];
  for (const credit of credits) {
    const mine = charges.filter((charge) => charge.accountId === credit.accountId && charge.unpaid > 0);
    const its = plans.filter((plan) => plan.accountId === credit.accountId);
    const mineFirst = directed?.creditId === credit.creditId ? mine.filter(directed.first) : [];
    const first = lay(credit, mineFirst, its, today, directed?.upTo);
    settled.push(...joined([...first, ...lay(credit, mine, its, today)]));
  }
  await tx.query(
    `INSERT INTO allocation (credit_id, charge_id, account_id, amount)
     SELECT * FROM unnest($1::int[], $2::int[], $3::int[], $4::bigint[])
     ON CONFLICT (credit_id, charge_id) DO UPDATE SET amount = allocation.amount + excluded.amount`,
    [
      settled.map((allocation) => allocation.creditId),
      settled.map((allocation) => allocation.chargeId),
      settled.map((allocation) => allocation.accountId),
      settled.map((allocation) => allocation.amount),
    ],
  );
  return settled;
}
