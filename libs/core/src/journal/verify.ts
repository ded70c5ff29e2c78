import { createHash } from 'node:crypto';
import type { Day, Instant } from '@curbstop/policy';
import { inTransaction, row, rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import type { DataSource } from 'typeorm';
import { GENESIS, append, link } from './append.ts';

interface Chained {
  stream: string;
  number: number;
  at: Instant;
  event: string;
  clause: string | null;
  facts: unknown;
  actor: unknown;
  hash: Buffer;
}

export interface Verification {
  readonly rows: number;
  readonly streams: number;
  /** One sentence for every place where the chain is broken. */
  readonly broken: readonly string[];
}

const PAGE = 5000;

interface Head {
  stream: string;
  number: number;
  hash: Buffer;
}

/**
 * Reads the whole journal and checks every link, and every stream against its head. The heads are read first, so that
 * a city at work may go on writing meanwhile: each must be found among the rows, which may go on behind it.
 */
export async function verifyJournal(db: Reader): Promise<Verification> {
  const broken: string[] = [];
  const heads = new Map(
    (await rows<Head>(db, 'SELECT stream, number, hash FROM journal_head WHERE number > 0')).map((head) => [
      head.stream,
      head,
    ]),
  );
  let streams = 0;
  let count = 0;
  let at = { stream: '', number: 0 };
  let before: Buffer = GENESIS;
  let expected = 1;
  for (;;) {
    const page = await rows<Chained>(
      db,
      `SELECT stream, number, at, event, clause, facts, actor, hash FROM journal
       WHERE (stream, number) > ($1, $2) ORDER BY stream, number LIMIT $3`,
      [at.stream, at.number, PAGE],
    );
    for (const entry of page) {
      if (entry.stream !== at.stream) {
        before = GENESIS;
        expected = 1;
        streams += 1;
      }
      const where = `${entry.stream} row ${entry.number}`;
      if (entry.number !== expected) broken.push(`${where}: row ${expected} is missing before it.`);
      if (!link(before, entry).equals(entry.hash)) broken.push(`${where}: its content does not fit its link.`);
      before = entry.hash;
      expected = entry.number + 1;
      at = { stream: entry.stream, number: entry.number };
      const head = heads.get(entry.stream);
      if (head?.number === entry.number && head.hash.equals(entry.hash)) heads.delete(entry.stream);
      count += 1;
    }
    if (page.length < PAGE) break;
  }
  for (const stream of heads.keys()) broken.push(`${stream}: its end was cut off.`);
  return { rows: count, streams, broken };
}

/** Seals the heads of all streams together under the day, once; the seal is a row itself. */
export async function sealJournal(source: DataSource, day: Day, now: Instant): Promise<boolean> {
  return inTransaction(source, async (tx) => {
    const heads = await rows<{ stream: string; number: number; hash: Buffer }>(
      tx,
      'SELECT stream, number, hash FROM journal_head WHERE number > 0 ORDER BY stream',
    );
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
        facts: { day, streams: heads.length, digest: digest.toString('hex') },
        at: now,
        actor: { kind: 'system', part: 'scheduler' },
        clause: null,
        accountId: null,
      },
    ]);
    return true;
  });
}
