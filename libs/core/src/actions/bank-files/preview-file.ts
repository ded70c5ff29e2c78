import type { AccountFacts, Cents, ClauseId, Instant, PolicyParameters } from '@curbstop/policy';
import {
  cents,
  countsAsReturn,
  dayIn,
  dayOf,
  formatDollars,
  mayPay,
  nsfFee,
  returnKind,
  momentIn,
  tagDue,
  whereItFalls,
} from '@curbstop/policy';
import { loadAccounts } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { doubtOf, samePayments } from '../payments/doubted-payments.ts';
import type { SameBefore } from '../payments/doubted-payments.ts';
import type { PaymentInput } from '../payments/take-payment.ts';
import { hashOf } from './file.ts';
import type { LineProblem } from './file.ts';
import { accountsNumbered, matchDebit, debitsFor } from './find.ts';
import type { AccountNamed, KnownPayment } from './find.ts';
import { parseNacha } from './nacha.ts';
import type { NachaItem } from './nacha.ts';
import { parsePayments } from './payments-csv.ts';
import type { PaymentLine } from './payments-csv.ts';

export const FILE_KINDS = ['nacha-returns', 'payments'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** What would become of a line, or has. */
export type LineOutcome = 'posted' | 'task' | 'refused' | 'unknown' | 'done-before';

export interface FileLine {
  readonly line: number;
  /** The account number as the file has it. */
  readonly account: string;
  readonly accountId: number | null;
  readonly customer: string;
  readonly amount: Cents;
  readonly outcome: LineOutcome;
  readonly clauses: readonly ClauseId[];
  readonly says: string;
}

export interface FilePreview {
  readonly kind: FileKind;
  readonly hash: string;
  /** What is wrong with the file itself. A file of returns with any is damaged, and is not posted. */
  readonly problems: readonly LineProblem[];
  readonly mayPost: boolean;
  readonly lines: readonly FileLine[];
}

/** One line that can be acted on, with the key that makes it once for ever. */
export interface Work {
  readonly line: number;
  readonly key: string;
  readonly item: NachaItem | PaymentLine;
  readonly account: string;
  readonly accountId: number | null;
  readonly customer: string;
  readonly payment: KnownPayment | null;
  /** Why a person has to decide what the line means; null where it is clear. */
  readonly doubt: string | null;
  /** Payments of the account with the same reference, in the books or in an earlier line. */
  readonly same: readonly SameBefore[];
}

export interface Opened {
  readonly kind: FileKind;
  readonly hash: string;
  readonly problems: readonly LineProblem[];
  readonly mayPost: boolean;
  readonly work: readonly Work[];
  /** Keys of lines that were posted before. */
  readonly done: ReadonlyMap<string, PostedBefore>;
}

/** By whom and when a line was posted. */
export interface PostedBefore {
  readonly by: string;
  readonly at: Instant;
}

/** A key for each line: the same line twice in one file is two lines, and the same file again has the same keys. */
function keysOf(keys: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return nth === 1 ? key : `${key}#${nth}`;
  });
}

/** J.6: a change is about the account that the file names; another's debit with the same trace number does not make it theirs. */
function accountChanged(
  item: NachaItem,
  numbered: ReadonlyMap<string, AccountNamed>,
  known: readonly KnownPayment[],
): AccountNamed | null {
  const named = numbered.get(item.account);
  if (named) return named;
  const traced = known.filter((each) => each.trace === item.originalTrace);
  const [debit] = traced;
  const one = new Set(traced.map((each) => each.accountId)).size === 1;
  return debit && one && item.account === '' ? debit : null;
}

async function nachaWork(
  db: Reader,
  text: string,
  now: Instant,
): Promise<Pick<Opened, 'problems' | 'mayPost' | 'work'>> {
  const { items, problems } = parseNacha(text);
  const accounts = items.map((item) => item.account);
  const known = await debitsFor(
    db,
    items.map((item) => item.originalTrace),
    accounts,
    now,
  );
  const numbered = await accountsNumbered(db, accounts);
  const keys = keysOf(
    items.map(({ origin, transactionCode, trace, originalTrace, code, account, amount }) =>
      ['nacha', origin, transactionCode, trace, originalTrace, code, account, amount].join('/'),
    ),
  );
  const meant = new Set<number>();
  const work = items.map((item, nth): Work => {
    const match = item.what === 'return' ? matchDebit(item, known, now) : null;
    const payment = match?.debit ?? null;
    const account =
      payment ?? (item.what === 'change' ? accountChanged(item, numbered, known) : numbered.get(item.account));
    const again = payment !== null && meant.has(payment.paymentId);
    if (payment !== null) meant.add(payment.paymentId);
    return {
      line: item.line,
      key: keys[nth] ?? '',
      item,
      account: item.account,
      accountId: account?.accountId ?? null,
      customer: account?.customer ?? item.name,
      payment: again ? { ...payment, returned: true } : payment,
      doubt: match?.why ?? null,
      same: [],
    };
  });
  return { problems, mayPost: problems.length === 0, work };
}

async function paymentWork(
  db: Reader,
  text: string,
  now: Instant,
): Promise<Pick<Opened, 'problems' | 'mayPost' | 'work'>> {
  const { items, problems } = parsePayments(text);
  const accounts = await accountsNumbered(
    db,
    items.map((item) => item.account),
  );
  const known = await samePayments(
    db,
    [...accounts.values()].map((each) => each.accountId),
    items.map((item) => item.reference),
  );
  const keys = keysOf(
    items.map(({ on, reference, account, amount }) => `payments/${on}/${reference}/${account}/${amount}`),
  );
  const earlier: SameBefore[] = [];
  const work = items.map((item, nth): Work => {
    const found = accounts.get(item.account);
    const same = found ? [...earlier, ...known].filter((each) => each.accountId === found.accountId) : [];
    if (found) {
      const { reference, amount } = item;
      // Another line of this file with the same payment comes after this one.
      earlier.unshift({ accountId: found.accountId, reference, amount, at: now });
    }
    return {
      line: item.line,
      key: keys[nth] ?? '',
      item,
      account: item.account,
      accountId: found?.accountId ?? null,
      customer: found?.customer ?? '',
      payment: null,
      doubt: null,
      same: same.filter((each) => each.reference === item.reference),
    };
  });
  return { problems, mayPost: work.length > 0, work };
}

/** Reads a file and finds what each line is about. Nothing is written. */
export async function openFile(
  db: Reader,
  file: { readonly kind: FileKind; readonly content: string },
  now: Instant,
): Promise<Opened> {
  const { kind, content } = file;
  const opened = kind === 'nacha-returns' ? await nachaWork(db, content, now) : await paymentWork(db, content, now);
  const done = await rows<PostedBefore & { key: string }>(
    db,
    `SELECT l.key, coalesce(f.posted_by->>'name', f.posted_by->>'kind') AS by, f.posted_at AS at
     FROM payment_file_line l JOIN payment_file f ON f.id = l.file_id WHERE l.key = ANY($1)`,
    [opened.work.map((each) => each.key)],
  );
  return { kind, hash: hashOf(content), ...opened, done: new Map(done.map(({ key, by, at }) => [key, { by, at }])) };
}

function paysSays(item: PaymentLine, facts: AccountFacts, policy: PolicyParameters, now: Instant): string {
  const paid = { tender: item.method, amount: item.amount, purpose: null };
  const { parts, left } = whereItFalls(facts, paid, dayOf(now, policy.timeZone));
  const numbers = new Map(facts.bills.map((bill) => [bill.billId, bill.number]));
  const says = parts.map(({ chargeId, amount }) => {
    const [kind = '', id = ''] = chargeId.split('/');
    const what =
      kind === 'fee'
        ? 'a fee'
        : `${kind === 'bill' ? 'bill' : 'the late charge on bill'} ${numbers.get(Number(id)) ?? ''}`;
    return `${formatDollars(amount)} for ${what}`;
  });
  if (left > 0) says.push(`${formatDollars(left)} as a credit`);
  const when = item.method === 'eft' ? ` It counts on ${dayIn(item.on, dayOf(now, policy.timeZone))}.` : '';
  return `Pays ${says.join(', ')}.${when}`;
}

function returnSays(
  code: string,
  payment: KnownPayment,
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
): string {
  const back = `${formatDollars(payment.amount)} of ${dayIn(payment.effective, dayOf(now, policy.timeZone))} is taken back`;
  if (!countsAsReturn(code)) return `${back}, code ${code}. No fee; a person looks at it.`;
  const due = tagDue(now, policy);
  const fee = formatDollars(nsfFee(facts, policy).amount);
  const closed = returnKind(code) === 'account-closed' ? ' The bank debit ends.' : '';
  return `${back}, code ${code}, with a fee of ${fee}. To be made good by ${momentIn(due.dueAt, now, policy.timeZone)}.${closed}`;
}

/** A line as the payment that is taken for it. */
export function paymentOf(
  { amount, method, on, reference }: PaymentLine,
  accountId: number,
): Pick<PaymentInput, 'accountId' | 'amount' | 'method' | 'channel' | 'reference' | 'valueDate' | 'fileDate'> {
  const payment = { accountId, amount, method, reference };
  return method === 'eft'
    ? { ...payment, channel: 'bank-bill-pay', valueDate: on }
    : { ...payment, channel: 'mail', fileDate: on };
}

/** What becomes of a payment in doubt. */
export function inDoubt(message: string): Pick<FileLine, 'outcome' | 'says'> {
  return { outcome: 'task', says: `Kept, not credited. ${message} A supervisor decides.` };
}

/** What a line would do as things stand. */
export function previewLines(
  work: Work,
  each: AccountSnapshot | null,
  done: PostedBefore | null,
  now: Instant,
): FileLine {
  const { item, line, account, accountId, customer, payment, doubt } = work;
  const base = { line, account, accountId, customer, amount: cents(item.amount) };
  if (done !== null) {
    const when = each === null ? '' : `, ${momentIn(done.at, now, policyAt(each.profile, now).timeZone)}`;
    return { ...base, outcome: 'done-before', clauses: [], says: `Posted before by ${done.by}${when}.` };
  }
  if (item.what === 'change') {
    const says = `The bank has newer data (${item.code}). A clerk corrects it before the next debit.`;
    return { ...base, outcome: 'task', clauses: ['J.6'], says };
  }
  if (doubt !== null)
    return { ...base, outcome: 'task', clauses: ['K.9'], says: `Nothing is taken back. ${doubt} A clerk decides.` };
  if (each === null) {
    const says = `There is no account ${account}. When the file is posted, a clerk is asked whose payment it is.`;
    return { ...base, outcome: 'unknown', clauses: [], says };
  }
  const policy = policyAt(each.profile, now);
  if (item.what === 'return') {
    if (payment === null || payment.returned)
      return { ...base, outcome: 'refused', clauses: ['K.9'], says: 'This payment has come back already.' };
    return {
      ...base,
      outcome: 'posted',
      clauses: ['K.9'],
      says: returnSays(item.code, payment, each.facts, policy, now),
    };
  }
  const { channel } = paymentOf(item, each.accountId);
  const offered = { amount: item.amount, tender: item.method, channel, purpose: null } as const;
  const answer = mayPay(each.facts, offered, policy, now, []);
  const doubtful = { ...paymentOf(item, each.accountId), unattended: true };
  const paymentDoubt = doubtOf(doubtful, work.same, each.facts, policy, now);
  if (answer.granted && paymentDoubt !== null)
    return { ...base, ...inDoubt(paymentDoubt.message), clauses: [paymentDoubt.clause] };
  return answer.granted
    ? { ...base, outcome: 'posted', clauses: answer.clauses, says: paysSays(item, each.facts, policy, now) }
    : { ...base, outcome: 'refused', clauses: answer.clauses, says: `${answer.says} The money goes back.` };
}

/** What a file would do, line by line, as things stand. Nothing is written. */
export async function previewFile(
  db: Reader,
  file: { readonly kind: FileKind; readonly content: string },
  now: Instant,
): Promise<FilePreview> {
  const { kind, hash, problems, mayPost, work, done } = await openFile(db, file, now);
  const ids = work.map((each) => each.accountId).filter((id) => id !== null);
  const cases = new Map(
    (await loadAccounts(db, ids, now, { lock: false })).map((account) => [account.accountId, account]),
  );
  const lines = work.map((each) =>
    previewLines(
      each,
      each.accountId === null ? null : (cases.get(each.accountId) ?? null),
      done.get(each.key) ?? null,
      now,
    ),
  );
  return { kind, hash, problems, mayPost, lines };
}
