import { addMonths } from '../../calendar/days.ts';
import { dayOf } from '../../calendar/zoned.ts';
import { residueOf } from '../../money/balance.ts';
import { NO_CENTS, addCents, cents, formatDollars, percentHalfUp, subtractCents } from '../../money/money.ts';
import { longDay } from '../../texts.ts';
import { cannotPay } from '../g/g1-conditions.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { Objection } from '../../engine/decision.ts';
import type { AccountFacts, ArrangementKind, BillFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { BasisPoints, Cents, Day, Instant } from '../../units.ts';

/** One payment of a plan. */
export interface PlanRow {
  readonly due: Day;
  readonly amount: Cents;
  readonly clause: ClauseId;
}

/** The terms somebody wishes. Null: the usual one. */
export interface PlanWish {
  readonly kind: ArrangementKind;
  /** Monthly instalments after the down payment, the first on `start`. */
  readonly months: number | null;
  readonly start: Day | null;
  readonly down: Cents | null;
  readonly rows: readonly { readonly on: Day; readonly amount: Cents }[] | null;
  /** I.4.b: of an alternative schedule only. */
  readonly fee: Cents | null;
  /** I.5: the share that is forgiven, the fund that bears it, and the City Council's action where it needs one. */
  readonly forgiven: BasisPoints | null;
  readonly fund: string | null;
  readonly councilAction: string | null;
  /** I.5, I.6: the day by which all is paid. */
  readonly until: Day | null;
  /** I.3.b, HSC 116910(b)(2): a supervisor lets it run longer, or begin with less, for hardship. */
  readonly hardship: boolean;
}

/** I.3 to I.6: a plan of a kind with nothing of its own: the usual down payment, equal parts, the longest time. */
export function usualPlan(kind: ArrangementKind): PlanWish {
  return {
    kind,
    months: null,
    start: null,
    down: null,
    rows: null,
    fee: null,
    forgiven: null,
    fund: null,
    councilAction: null,
    until: null,
    hardship: false,
  };
}

/** A plan worked out, and what the policy has against it. */
export interface Planned {
  readonly rows: readonly PlanRow[];
  /** What the covered bills come to. */
  readonly balance: Cents;
  readonly fee: Cents;
  readonly reduction: Cents;
  /** Balance and fee, less the reduction; the rows add up to it. */
  readonly total: Cents;
  readonly lastOn: Day;
  readonly objections: readonly Objection[];
}

interface Basis {
  readonly bills: readonly BillFacts[];
  readonly facts: AccountFacts;
  readonly now: Instant;
}

function oldest(days: readonly Day[]): Day {
  const [first, ...rest] = days;
  if (first === undefined) throw new RangeError('An arrangement covers at least one bill.');
  return rest.reduce((a, b) => (b < a ? b : a), first);
}

/** I.3.b: the usual down payment: a fifth of the balance, half a cent up. */
export function downPayment(balance: Cents, policy: PolicyParameters): Cents {
  return percentHalfUp(balance, policy.arrangement.downPayment);
}

/** I.3.b, I.4.b: the last day a plan may run to: twelve months after the date of the oldest bill in it. */
export function lastDayOf(bills: readonly Pick<BillFacts, 'billDate'>[], policy: PolicyParameters): Day {
  return addMonths(oldest(bills.map((bill) => bill.billDate)), policy.arrangement.months);
}

/** I.3.b, HSC 116910(b)(2): the last day a plan may run to for hardship. */
export function lastHardshipDayOf(bills: readonly Pick<BillFacts, 'billDate'>[], policy: PolicyParameters): Day {
  return addMonths(oldest(bills.map((bill) => bill.billDate)), policy.arrangement.hardshipMonths);
}

/** I.6: the last day a deferral may run to: six months after the oldest due date. */
export function lastDeferralOf(bills: readonly Pick<BillFacts, 'due'>[], policy: PolicyParameters): Day {
  return addMonths(oldest(bills.map((bill) => bill.due)), policy.arrangement.deferralMonths);
}

/** I.3.c: the same date of each month, clamped to its end; it has nothing to do with the due date of any bill. */
export function monthlyDates(start: Day, months: number): readonly Day[] {
  return Array.from({ length: months }, (_, nth) => addMonths(start, nth));
}

/** I.3.b: equal parts; the odd cents are in the last. */
export function equalParts(amount: Cents, count: number): readonly Cents[] {
  const part = cents(Math.floor(amount / count));
  return Array.from({ length: count }, (_, nth) => (nth < count - 1 ? part : cents(amount - part * (count - 1))));
}

/** Months from `start` that end by `last`: at least one. */
function monthsUntil(start: Day, last: Day, most: number): number {
  let months = 1;
  while (months < most && addMonths(start, months) <= last) months++;
  return months;
}

/** I.4.b: the fee of an alternative schedule; a household of low income pays none. */
export function arrangementFee(
  wish: Pick<PlanWish, 'kind' | 'fee'>,
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
): Cents {
  if (wish.kind !== 'schedule' || wish.fee === null || cannotPay(facts, policy, now)) return NO_CENTS;
  return wish.fee;
}

/** I.5: what is forgiven: the share named, or what the payments leave. */
export function reductionOf(wish: PlanWish, balance: Cents): Cents {
  if (wish.kind !== 'reduction') return NO_CENTS;
  if (wish.forgiven !== null) return percentHalfUp(balance, wish.forgiven);
  return wish.rows === null ? NO_CENTS : subtractCents(balance, addCents(...wish.rows.map((row) => row.amount)));
}

const NO_FUND = /^((water )?rates?|rate ?payers)$/i;

/** I.5: at most 30 per cent without the City Council, from a fund that is not the rates of other customers. */
export function reductionObjections(
  wish: PlanWish,
  balance: Cents,
  reduction: Cents,
  policy: PolicyParameters,
): Objection[] {
  const found: Objection[] = [];
  const object = (says: string) => found.push({ clauses: ['I.5'], says });
  const most = policy.arrangement.reductionMax;
  if (reduction <= 0 || reduction > balance) object('A reduction forgives a part of the balance.');
  // The share itself is rounded half up, as every percentage is: 30.00 per cent is never more than itself.
  if (reduction > percentHalfUp(balance, most) && !wish.councilAction?.trim()) {
    object(`More than ${most / 100} per cent is forgiven only by an action of the City Council.`);
  }
  const fund = wish.fund?.trim() ?? '';
  if (fund === '') object('A reduction names the fund that bears it.');
  if (NO_FUND.test(fund)) object("A reduction is not paid from other customers' rates.");
  return found;
}

const CLAUSE_OF_ROWS: Readonly<Record<ArrangementKind, ClauseId>> = {
  amortization: 'I.3.c',
  schedule: 'I.4.c',
  reduction: 'I.5',
  deferral: 'I.6',
};
const CLAUSE_OF_LAST: Readonly<Record<ArrangementKind, ClauseId>> = {
  amortization: 'I.3.b',
  schedule: 'I.4.b',
  reduction: 'I.5',
  deferral: 'I.6',
};

/** The payments after the down payment: those named, one on a day, or equal ones each month. */
function payments(wish: PlanWish, rest: Cents, today: Day, last: Day, policy: PolicyParameters): PlanRow[] {
  const clause = CLAUSE_OF_ROWS[wish.kind];
  if (wish.rows !== null && wish.kind !== 'amortization') {
    const rows = wish.rows.map(({ on, amount }) => ({ due: on, amount, clause }));
    return rows.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  }
  if (wish.kind === 'deferral') return [{ due: wish.until ?? last, amount: rest, clause }];
  if (wish.kind === 'reduction' && wish.until !== null) return [{ due: wish.until, amount: rest, clause }];
  const start = wish.start ?? addMonths(today, 1);
  const months = wish.months ?? (wish.kind === 'reduction' ? 1 : monthsUntil(start, last, policy.arrangement.months));
  const parts = equalParts(rest, months);
  return monthlyDates(start, months).map((due, nth) => ({ due, amount: parts[nth] ?? NO_CENTS, clause }));
}

function downObjections(wish: PlanWish, down: Cents, total: Cents, policy: PolicyParameters): Objection[] {
  const least = downPayment(total, policy);
  if (down > total) return [{ clauses: ['I.3.b'], says: `${formatDollars(down)} down is more than is owed.` }];
  if (wish.kind !== 'amortization' || down >= least || wish.hardship) return [];
  const share = policy.arrangement.downPayment / 100;
  return [{ clauses: ['I.3.b'], says: `The down payment is ${share} per cent, here ${formatDollars(least)}.` }];
}

function rowObjections(
  wish: PlanWish,
  rows: readonly PlanRow[],
  total: Cents,
  { last, lastForHardship, today }: { readonly last: Day; readonly lastForHardship: Day; readonly today: Day },
): Objection[] {
  const found: Objection[] = [];
  const sum = addCents(...rows.map((row) => row.amount));
  if (sum !== total) {
    const says = `The payments add up to ${formatDollars(sum)}; they have to come to ${formatDollars(total)}.`;
    found.push({ clauses: [CLAUSE_OF_ROWS[wish.kind]], says });
  }
  if (rows.some((row) => row.due < today)) {
    found.push({ clauses: [CLAUSE_OF_ROWS[wish.kind]], says: 'A payment cannot be due before today.' });
  }
  const end = rows.reduce((a, row) => (row.due > a ? row.due : a), today);
  const mayRunOn = wish.hardship && (wish.kind === 'amortization' || wish.kind === 'schedule');
  const latest = mayRunOn && lastForHardship > last ? lastForHardship : last;
  if (end > latest) {
    const says = `The last payment is due by ${longDay(latest)} at the latest${mayRunOn ? ', also for hardship' : ''}.`;
    found.push({ clauses: [CLAUSE_OF_LAST[wish.kind]], says });
  }
  return found;
}

/** I.3 to I.6: works a plan out to its rows, and says what stands against it. */
export function plan(wish: PlanWish, { bills, facts, now }: Basis, policy: PolicyParameters): Planned {
  const today = dayOf(now, policy.timeZone);
  const objections: Objection[] = [];
  const balance = addCents(...bills.map(residueOf));
  const fee = arrangementFee(wish, facts, policy, now);
  const reduction = reductionOf(wish, balance);
  if (wish.kind === 'reduction') objections.push(...reductionObjections(wish, balance, reduction, policy));
  const total = cents(balance + fee - reduction);
  const usualDown = wish.kind === 'amortization' ? downPayment(total, policy) : NO_CENTS;
  const down = wish.down ?? usualDown;
  objections.push(...downObjections(wish, down, total, policy));
  if (wish.kind === 'amortization' && wish.rows !== null) {
    objections.push({ clauses: ['I.3.c'], says: 'An amortization is paid in equal parts each month.' });
  }
  const last = wish.kind === 'deferral' ? lastDeferralOf(bills, policy) : lastDayOf(bills, policy);
  const rest = cents(Math.max(0, total - down));
  const first: PlanRow[] = down > 0 ? [{ due: today, amount: down, clause: 'I.3.b' }] : [];
  const rows = [...first, ...payments(wish, rest, today, last, policy)].filter((row) => row.amount > 0);
  const lastForHardship = lastHardshipDayOf(bills, policy);
  objections.push(...rowObjections(wish, rows, total, { last, lastForHardship, today }));
  const lastOn = rows.reduce((a, row) => (row.due > a ? row.due : a), today);
  return { rows, balance, fee, reduction, total, lastOn, objections };
}
