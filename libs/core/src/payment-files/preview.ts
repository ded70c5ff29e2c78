import type { AccountFacts, Cents, ClauseId, Instant, Terms } from '@curbstop/policy';
import {
  allocate,
  cents,
  countsAsReturn,
  dayOf,
  formatDollars,
  mayPay,
  nsfFee,
  openCharges,
  plansOn,
  returnKind,
  shortDay,
  shortMoment,
  tagDue,
  underPlans,
} from '@curbstop/policy';
import { loadCases } from '../accounts/facts.ts';
import type { Case } from '../accounts/facts.ts';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { termsAt } from '../policy/terms.ts';
import { hashOf } from './file.ts';
import type { LineProblem } from './file.ts';
import { accountsNumbered, debitMeant, debitsFor } from './find.ts';
import type { KnownPayment } from './find.ts';
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
}

export interface Opened {
  readonly kind: FileKind;
  readonly hash: string;
  readonly problems: readonly LineProblem[];
  readonly mayPost: boolean;
  readonly work: readonly Work[];
  readonly done: ReadonlySet<string>;
}

async function nachaWork(
  db: Reader,
  text: string,
  now: Instant,
): Promise<Pick<Opened, 'problems' | 'mayPost' | 'work'>> {
  const { fileDate, items, problems } = parseNacha(text);
  const known = await debitsFor(
    db,
    items.map((item) => item.originalTrace),
    items.map((item) => item.account),
    now,
  );
  const work = items.map((item): Work => {
    const payment =
      item.what === 'return'
        ? debitMeant(item, known)
        : (known.find((each) => each.trace === item.originalTrace) ?? null);
    return {
      line: item.line,
      key: `nacha/${fileDate}/${item.trace}/${item.originalTrace}/${item.code}`,
      item,
      account: payment?.accountNumber ?? item.account,
      accountId: payment?.accountId ?? null,
      customer: payment?.customer ?? item.name,
      payment,
    };
  });
  // A notification of change may be about an account that was never debited.
  const numbered = await accountsNumbered(
    db,
    work.filter((each) => each.accountId === null).map((each) => each.account),
  );
  const named = work.map((each) =>
    each.item.what === 'change' && each.accountId === null
      ? { ...each, accountId: numbered.get(each.account)?.accountId ?? null }
      : each,
  );
  return { problems, mayPost: problems.length === 0, work: named };
}

async function paymentWork(db: Reader, text: string): Promise<Pick<Opened, 'problems' | 'mayPost' | 'work'>> {
  const { items, problems } = parsePayments(text);
  const accounts = await accountsNumbered(
    db,
    items.map((item) => item.account),
  );
  const work = items.map((item): Work => {
    const found = accounts.get(item.account);
    return {
      line: item.line,
      key: `payments/${item.on}/${item.reference}/${item.account}/${item.amount}`,
      item,
      account: item.account,
      accountId: found?.accountId ?? null,
      customer: found?.customer ?? '',
      payment: null,
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
  const opened = kind === 'nacha-returns' ? await nachaWork(db, content, now) : await paymentWork(db, content);
  const done = await rows<{ key: string }>(db, 'SELECT key FROM payment_file_line WHERE key = ANY($1)', [
    opened.work.map((each) => each.key),
  ]);
  return { kind, hash: hashOf(content), ...opened, done: new Set(done.map((each) => each.key)) };
}

function paysSays(item: PaymentLine, facts: AccountFacts, terms: Terms, now: Instant): string {
  const today = dayOf(now, terms.timeZone);
  const open = underPlans(openCharges(facts), plansOn(facts.arrangements, today));
  const { parts, left } = allocate(item.amount, open, today);
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
  const when = item.method === 'eft' ? ` It counts on ${shortDay(item.on)}.` : '';
  return `Pays ${says.join(', ')}.${when}`;
}

function returnSays(code: string, payment: KnownPayment, facts: AccountFacts, terms: Terms, now: Instant): string {
  const back = `${formatDollars(payment.amount)} of ${shortDay(payment.effective)} is taken back`;
  if (!countsAsReturn(code)) return `${back}, code ${code}. No fee; a person looks at it.`;
  const due = tagDue(now, terms);
  const fee = formatDollars(nsfFee(facts, terms).amount);
  const closed = returnKind(code) === 'account-closed' ? ' The bank debit ends.' : '';
  return `${back}, code ${code}, with a fee of ${fee}. To be made good by ${shortMoment(due.dueAt, terms.timeZone)}.${closed}`;
}

/** What a line would do as things stand. */
export function foresee(work: Work, it: Case | null, done: boolean, now: Instant): FileLine {
  const { item, line, account, accountId, customer, payment } = work;
  const base = { line, account, accountId, customer, amount: cents(item.amount) };
  if (done) return { ...base, outcome: 'done-before', clauses: [], says: 'This line was posted before.' };
  if (it === null) {
    const says =
      item.what === 'payment'
        ? `There is no account ${account}. Find out whose payment it is, and enter it by hand.`
        : `No bank debit of ${account} for ${formatDollars(base.amount)} is known. Look it up, and enter it by hand.`;
    return { ...base, outcome: 'unknown', clauses: [], says };
  }
  const terms = termsAt(it.profile, now);
  if (item.what === 'change') {
    const says = `The bank has newer data (${item.code}). A clerk corrects it before the next debit.`;
    return { ...base, outcome: 'task', clauses: ['J.6'], says };
  }
  if (item.what === 'return') {
    if (payment === null || payment.returned)
      return { ...base, outcome: 'refused', clauses: ['K.9'], says: 'This payment has come back already.' };
    return { ...base, outcome: 'posted', clauses: ['K.9'], says: returnSays(item.code, payment, it.facts, terms, now) };
  }
  const channel = item.method === 'eft' ? 'bank-bill-pay' : 'mail';
  const offered = { amount: item.amount, tender: item.method, channel, purpose: null } as const;
  const answer = mayPay(it.facts, offered, terms, now, []);
  return answer.granted
    ? { ...base, outcome: 'posted', clauses: answer.clauses, says: paysSays(item, it.facts, terms, now) }
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
  const cases = new Map((await loadCases(db, ids, now, { lock: false })).map((it) => [it.accountId, it]));
  const lines = work.map((each) =>
    foresee(each, each.accountId === null ? null : (cases.get(each.accountId) ?? null), done.has(each.key), now),
  );
  return { kind, hash, problems, mayPost, lines };
}
