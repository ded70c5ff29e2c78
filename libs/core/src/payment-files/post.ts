import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { addCents, formatDollars } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { loadCases } from '../accounts/facts.ts';
import { Refused } from '../db/errors.ts';
import { lockAccount } from '../db/locks.ts';
import { inTransaction, row } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { append } from '../journal/append.ts';
import { takePayment } from '../payments/take.ts';
import { mustBe } from '../requests/roles.ts';
import { returnPayment } from '../returns/return.ts';
import { openTask } from '../tasks/tasks.ts';
import { uuidOf } from './file.ts';
import type { NachaChange } from './nacha.ts';
import { foresee, openFile } from './preview.ts';
import type { FileKind, FileLine, Work } from './preview.ts';

export interface PostedFile {
  readonly fileId: number;
  readonly lines: readonly FileLine[];
  readonly posted: number;
  /** Lines that a person must see to: refused, or about nothing we know. */
  readonly left: number;
}

/** J.6: the bank's newer data; of a number only its end is written down. */
async function tellChange(
  source: DataSource,
  accountId: number,
  it: NachaChange,
  key: string,
  actor: Actor,
  now: Instant,
): Promise<void> {
  await inTransaction(source, async (tx) => {
    await lockAccount(tx, accountId);
    const ending = it.corrected.replaceAll(/\s/g, '').slice(-4);
    await openTask(
      tx,
      {
        accountId,
        kind: 'bank-data-changed',
        role: 'clerk',
        clause: 'J.6',
        says: `The bank reports new data for the debit (${it.code})${ending === '' ? '' : `, ending in ${ending}`}. Correct it before the next one.`,
        dueAt: null,
        actKey: key,
        subject: { code: it.code },
      },
      actor,
      now,
    );
  });
}

/** Does what a line says. Its key makes it once: a line that stopped half-way is found done when it is tried again. */
async function doLine(source: DataSource, work: Work, actor: Actor, now: Instant): Promise<void> {
  const { item, accountId, payment, key } = work;
  if (accountId === null) return;
  if (item.what === 'change') return tellChange(source, accountId, item, key, actor, now);
  if (item.what === 'return') {
    if (payment === null) return;
    await returnPayment(source, { paymentId: payment.paymentId, code: item.code, idempotencyKey: key }, actor, now);
    return;
  }
  const { amount, method, on, reference } = item;
  const channel = method === 'eft' ? 'bank-bill-pay' : 'mail';
  const input = { accountId, amount, method, channel, reference, idempotencyKey: uuidOf(key) } as const;
  await takePayment(source, method === 'eft' ? { ...input, valueDate: on } : input, actor, now);
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

async function postLine(source: DataSource, work: Work, done: boolean, actor: Actor, now: Instant): Promise<FileLine> {
  const [it] = work.accountId === null ? [] : await loadCases(source, [work.accountId], now, { lock: false });
  const foreseen = foresee(work, it ?? null, done, now);
  if (foreseen.outcome === 'done-before' || foreseen.outcome === 'unknown') return foreseen;
  try {
    await doLine(source, work, actor, now);
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
  const { id: fileId, isNew } = await keepFile(source, { ...opened, name: file.name }, actor, now);
  const lines: FileLine[] = [];
  for (const work of opened.work) {
    const line = await postLine(source, work, opened.done.has(work.key), actor, now);
    if (line.outcome === 'posted' || line.outcome === 'task') await keepLine(source, fileId, work, line);
    lines.push(line);
  }
  const posted = lines.filter((line) => line.outcome === 'posted' || line.outcome === 'task');
  const left = lines.filter((line) => line.outcome === 'refused' || line.outcome === 'unknown').length;
  // The same file once more is no event of its own, unless something of it is posted that was not before.
  if (!isNew && posted.length === 0) return { fileId, lines, posted: 0, left };
  await inTransaction(source, (tx) =>
    append(tx, [
      {
        event: 'file.posted',
        facts: { fileId, kind: file.kind, name: file.name, posted: posted.length, left },
        at: now,
        actor,
        clause: file.kind === 'payments' ? 'J.3' : 'K.9',
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
