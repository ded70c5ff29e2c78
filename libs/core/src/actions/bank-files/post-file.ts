import type { Actor, Receipt } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { addCents, cents, formatDollars } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { loadAccounts } from '../../facts/account-facts.ts';
import { Conflict, Refused } from '../../db/errors.ts';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { withAdvisoryLock } from '../../db/advisory-lock.ts';
import { row } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { takePayment } from '../payments/take-payment.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { recordReturnedPayment } from '../returned-payments/returned-payment.ts';
import { closeTasks, openTask } from '../../records/tasks/tasks.ts';
import type { NewTask } from '../../records/tasks/tasks.ts';
import { uuidOf } from './file.ts';
import type { NachaChange, NachaReturn } from './nacha.ts';
import { previewLines, inDoubt, openFile, paymentOf } from './preview-file.ts';
import type { FileKind, FileLine, Opened, PostedBefore, Work } from './preview-file.ts';

/** The kind of the task that asks which debit a return means. */
export const RETURN_TASK = 'return-in-doubt';
/** The kind of the task that asks whose payment it is. */
export const UNKNOWN_TASK = 'payment-unmatched';

export interface PostedFile {
  readonly fileId: number;
  readonly lines: readonly FileLine[];
  readonly posted: number;
  /** Lines that a person must see to: refused, or about nothing we know. */
  readonly left: number;
}

/** The task that a line makes, and what it is about. */
type LineTask = Pick<NewTask, 'kind' | 'clause' | 'says' | 'subject'>;

/** J.6: the bank's newer data; of a number only its end is written down. */
function changeTask({ code, corrected }: NachaChange): LineTask {
  const ending = corrected.replaceAll(/\s/g, '').slice(-4);
  const says = `The bank reports new data for the debit (${code})${ending === '' ? '' : `, ending in ${ending}`}. Correct it before the next one.`;
  return { kind: 'bank-data-changed', clause: 'J.6', says, subject: { code } };
}

/** K.9: a return that means no one debit: nothing is taken back until a person has found it. */
function returnTask(item: NachaReturn, doubt: string): LineTask {
  const says = `The bank returned ${formatDollars(cents(item.amount))}, code ${item.code}, account ${item.account || '(none)'}, trace ${item.originalTrace}. ${doubt} Find the debit and enter its return, or ask the bank.`;
  return { kind: RETURN_TASK, clause: 'K.9', says, subject: { code: item.code, trace: item.originalTrace } };
}

/** Puts a line before a clerk, once. */
async function askClerk(source: DataSource, work: Work, task: LineTask, actor: Actor, now: Instant): Promise<void> {
  const { accountId, key } = work;
  const accountIds = accountId === null ? [] : [accountId];
  await changeAccounts(source, { accountIds, actor, now }, (change) =>
    openTask(change, { ...task, accountId, role: 'clerk', dueAt: null, actKey: key }),
  );
}

/** J.3: money for an account that there is not waits for a person; where it was found since, the line is posted and nobody is asked. */
async function followUnknown(
  source: DataSource,
  { work, unknown }: { readonly work: Work; readonly unknown: boolean },
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { item, account, line } = work;
  const actKey = `${UNKNOWN_TASK}/${work.key}`;
  if (unknown) {
    const reference = item.what === 'payment' && item.reference !== '' ? `, reference ${item.reference}` : '';
    const says = `A payment of ${formatDollars(cents(item.amount))} came for account ${account}${reference}, and there is no such account. Find out whose it is and enter it, or send it back.`;
    const task = { kind: UNKNOWN_TASK, clause: 'J.3', says, subject: { line } } as const;
    await changeAccounts(source, { accountIds: [], actor, now }, ({ tx }) =>
      openTask({ tx, actor, now }, { ...task, accountId: null, role: 'clerk', dueAt: null, actKey }),
    );
    return;
  }
  const open = await row<{ taskId: number }>(
    source,
    'SELECT id AS "taskId" FROM task WHERE act_key = $1 AND done_at IS NULL',
    [actKey],
  );
  if (open === null) return;
  const outcome = 'Its account was found, and the payment posted.';
  await changeAccounts(source, { accountIds: [], actor, now }, ({ tx }) =>
    closeTasks({ tx, actor, now }, { accountId: null, kind: UNKNOWN_TASK, outcome, taskId: open.taskId }),
  );
}

/** Does what a line says. Its key makes it once: a line that stopped half-way is found done when it is tried again. */
async function doLine(source: DataSource, work: Work, actor: Actor, now: Instant): Promise<Receipt | null> {
  const { item, accountId, payment, key, doubt } = work;
  if (item.what === 'change') {
    await askClerk(source, work, changeTask(item), actor, now);
    return null;
  }
  if (item.what === 'return' && doubt !== null) {
    await askClerk(source, work, returnTask(item, doubt), actor, now);
    return null;
  }
  if (item.what === 'return') {
    if (payment === null) throw new Error(`Line ${work.line} means no debit, and nobody is asked.`);
    await recordReturnedPayment(
      source,
      { paymentId: payment.paymentId, code: item.code, idempotencyKey: key },
      actor,
      now,
    );
    return null;
  }
  if (accountId === null) return null;
  const input = { ...paymentOf(item, accountId), idempotencyKey: uuidOf(key), unattended: true };
  return takePayment(source, input, actor, now);
}

async function keepFile(
  source: DataSource,
  file: { readonly kind: FileKind; readonly hash: string; readonly name: string },
  actor: Actor,
  now: Instant,
): Promise<{ readonly id: number; readonly isNew: boolean }> {
  const kept = await row<{ id: number; isNew: boolean }>(
    source,
    `INSERT INTO payment_file (kind, hash, name, posted_at, posted_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (hash) DO UPDATE SET hash = excluded.hash RETURNING id, xmax = 0 AS "isNew"`,
    [file.kind, file.hash, file.name, sqlInstant(now), JSON.stringify(actor)],
  );
  if (!kept) throw new Error(`The file ${file.name} was not kept.`);
  return kept;
}

/** A line that is done. One that was refused or unknown is not kept, so that it can be tried again. */
async function keepLine(source: DataSource, fileId: number, work: Work, line: FileLine): Promise<void> {
  await source.query(
    `INSERT INTO payment_file_line (file_id, line, key, account_id, outcome, says) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING`,
    [fileId, line.line, work.key, line.accountId, line.outcome, line.says],
  );
}

async function postLine(
  source: DataSource,
  work: Work,
  done: PostedBefore | null,
  actor: Actor,
  now: Instant,
): Promise<FileLine> {
  const [account] = work.accountId === null ? [] : await loadAccounts(source, [work.accountId], now, { lock: false });
  const foreseen = previewLines(work, account ?? null, done, now);
  if (foreseen.outcome === 'done-before' || foreseen.outcome === 'unknown') return foreseen;
  try {
    const receipt = await doLine(source, work, actor, now);
    // Of two lines or two people with the same payment, the second is seen to be the same only here.
    if (receipt !== null && receipt.doubt !== null) return { ...foreseen, ...inDoubt(receipt.doubt) };
    // It was taken by the same key before, and its line was not kept: it is no second one.
    if (receipt !== null && foreseen.outcome === 'task') return { ...foreseen, outcome: 'posted', says: 'Posted.' };
    // What looked refused was done by the same key before, and its line was not kept.
    return foreseen.outcome === 'refused' ? { ...foreseen, outcome: 'posted', says: 'Posted.' } : foreseen;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ...foreseen, outcome: 'refused', clauses: error.clauses, says: error.says };
  }
}

/**
 * Posts a file from a bank, line by line, each in its own transaction and once for ever: the same file twice changes nothing,
 * and a file that broke off is posted to its end. Lines that are refused or unknown are told, and can be tried again.
 */
export async function postFile(
  source: DataSource,
  file: { readonly kind: FileKind; readonly content: string; readonly name: string },
  actor: Actor,
  now: Instant,
): Promise<PostedFile> {
  mustBe(actor, ['finance', 'cashier', 'clerk', 'asst-director-finance'], 'K.9', "Finance posts the banks' files.");
  const opened = await openFile(source, file, now);
  if (!opened.mayPost) {
    const [first] = opened.problems;
    const says = first ? `Line ${first.line}: ${first.says}` : 'There is nothing in it to post.';
    throw new Refused(`This file cannot be posted. ${says}`, [file.kind === 'payments' ? 'J.3' : 'K.9']);
  }
  const posted = await withAdvisoryLock(source, `payment-file/${opened.hash}`, () =>
    // Opened again: what another has posted until now is done.
    openFile(source, file, now).then((again) => postLines(source, { ...again, name: file.name }, actor, now)),
  );
  if (posted === null) throw new Conflict(await beingPosted(source, opened.hash));
  return posted;
}

/** Who posts a file at this moment, in a sentence. */
async function beingPosted(source: DataSource, hash: string): Promise<string> {
  const other = await row<{ by: string | null }>(
    source,
    "SELECT posted_by->>'name' AS by FROM payment_file WHERE hash = $1",
    [hash],
  );
  return `${other?.by ?? 'Somebody else'} is posting this file now. Look at the posted files in a minute; nothing is posted twice.`;
}

async function postLines(
  source: DataSource,
  opened: Opened & { readonly name: string },
  actor: Actor,
  now: Instant,
): Promise<PostedFile> {
  const { kind, name } = opened;
  const { id: fileId, isNew } = await keepFile(source, opened, actor, now);
  const lines: FileLine[] = [];
  for (const work of opened.work) {
    const line = await postLine(source, work, opened.done.get(work.key) ?? null, actor, now);
    if (line.outcome === 'posted' || line.outcome === 'task') await keepLine(source, fileId, work, line);
    if (work.item.what === 'payment' && line.outcome !== 'refused')
      await followUnknown(source, { work, unknown: line.outcome === 'unknown' }, actor, now);
    lines.push(line);
  }
  const posted = lines.filter((line) => line.outcome === 'posted' || line.outcome === 'task');
  const left = lines.filter((line) => line.outcome === 'refused' || line.outcome === 'unknown').length;
  // The same file once more is no event of its own, unless something of it is posted that was not before.
  if (!isNew && posted.length === 0) return { fileId, lines, posted: 0, left };
  await changeAccounts(source, { accountIds: [], actor, now }, ({ tx }) =>
    append(tx, [
      {
        event: 'file.posted',
        facts: { fileId, kind, name, posted: posted.length, left },
        at: now,
        actor,
        clause: kind === 'payments' ? 'J.3' : 'K.9',
        accountId: null,
      },
    ]),
  );
  return { fileId, lines, posted: posted.length, left };
}

/** What a posted file came to, in a sentence. */
export function postedSays({ lines, posted, left }: PostedFile): string {
  const sum = addCents(...lines.filter((line) => line.outcome === 'posted').map((line) => line.amount));
  const rest = left === 0 ? '' : ` ${left} left for a person.`;
  const before = lines.filter((line) => line.outcome === 'done-before').length;
  if (posted === 0 && before > 0) return `Nothing new: ${before} of ${lines.length} lines were posted before.${rest}`;
  return `${posted} of ${lines.length} lines posted, ${formatDollars(sum)}.${rest}`;
}
