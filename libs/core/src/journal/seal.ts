import { createHash } from 'node:crypto';
import type { Day, Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { inTransaction, row, rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { append } from './append.ts';
import type { OpenBook, Seal } from './seal-book.ts';
import { SCHEDULER } from './system-actors.ts';

/** The last row of a chain. */
export interface Head {
  readonly stream: string;
  readonly number: number;
  readonly hash: Buffer;
}

export function journalHeads(db: Reader): Promise<Head[]> {
  return rows<Head>(db, 'SELECT stream, number, hash FROM journal_head WHERE number > 0 ORDER BY stream');
}

/**
 * Seals the heads of all streams together under the day, once; the seal is a row itself. `signed`: a book out of the
 * database's reach signs it, so whoever verifies has to find one.
 */
export async function sealJournal(source: DataSource, day: Day, now: Instant, signed = false): Promise<boolean> {
  return inTransaction(source, async (tx) => {
    const heads = await journalHeads(tx);
    const last = await row<{ digest: Buffer }>(tx, 'SELECT digest FROM journal_seal ORDER BY day DESC LIMIT 1');
    const hash = createHash('sha256');
    if (last) hash.update(last.digest);
    for (const head of heads) hash.update(`${head.stream}\n${head.number}\n`).update(head.hash);
    const digest = hash.digest();
    const made = await rows<{ day: Day }>(
      tx,
      `INSERT INTO journal_seal (day, sealed_at, streams, digest, previous) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (day) DO NOTHING RETURNING day`,
      [day, sqlInstant(now), heads.length, digest, last?.digest ?? null],
    );
    if (made.length === 0) return false;
    await append(tx, [
      {
        event: 'journal.sealed',
        facts: { day, streams: heads.length, digest: digest.toString('hex'), ...(signed ? { signed } : {}) },
        at: now,
        actor: SCHEDULER,
        clause: null,
        accountId: null,
      },
    ]);
    return true;
  });
}

/** Chains that went back or changed behind their sealed end: nobody signs for those. */
function wentBack(heads: ReadonlyMap<string, Head>, book: OpenBook): string[] {
  const found: string[] = [];
  for (const [stream, [number, link]] of book.heads) {
    const head = heads.get(stream);
    if (!head || head.number < number || (head.number === number && head.hash.toString('hex') !== link))
      found.push(stream);
  }
  return found;
}

/**
 * Signs the heads as they are now into the book; null when none has moved. Throws when a chain does not reach as far as
 * it did at the last seal: what was tampered with is not signed for.
 */
export async function signJournal(source: Reader, book: OpenBook, now: Instant): Promise<Seal | null> {
  const heads = new Map((await journalHeads(source)).map((head) => [head.stream, head]));
  const back = wentBack(heads, book);
  if (back.length > 0)
    throw new Error(
      `The journal was changed behind its last seal, and is not sealed: ${back.slice(0, 10).join(', ')}.`,
    );
  const moved = [...heads.values()].filter((head) => book.heads.get(head.stream)?.[0] !== head.number);
  if (moved.length === 0) return null;
  const kept = await row<{ day: Day; digest: Buffer }>(
    source,
    'SELECT day, digest FROM journal_seal ORDER BY day DESC LIMIT 1',
  );
  let count = 0;
  for (const head of heads.values()) count += head.number;
  return book.write({
    at: now,
    rows: count,
    kept: kept && { day: kept.day, digest: kept.digest.toString('hex') },
    heads: moved.map((head) => [head.stream, head.number, head.hash.toString('hex')]),
  });
}
