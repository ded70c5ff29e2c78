import type { Actor, EventMap, EventName } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import type { QueryRunner } from 'typeorm';
import { sqlInstant } from '../db/types.ts';
import { rows } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import { GENESIS, LINK_VERSION, accountStream, canonical, linkOf } from './link.ts';

/** One thing that happened, not yet written. */
export type JournalEntry = {
  [E in EventName]: {
    readonly event: E;
    readonly facts: EventMap[E];
    readonly at: Instant;
    readonly actor: Actor;
    readonly clause: ClauseId | null;
    /** The account it concerns; its journal is a chain of its own. */
    readonly accountId: number | null;
    /** Chain for what concerns no account: `device/NAME`, `staff`, `city`. */
    readonly stream?: string;
  };
}[EventName];

export function streamOf(each: Pick<JournalEntry, 'accountId' | 'stream'>): string {
  if (each.accountId !== null) return accountStream(each.accountId);
  return each.stream ?? 'city';
}

interface Head {
  stream: string;
  number: number;
  hash: Buffer;
}

/** Accounts whose journal was written in a transaction, in that order, each time anew. */
const told = new WeakMap<QueryRunner, number[]>();

/** A refusal is written down, and has changed nothing. */
const REFUSALS: ReadonlySet<EventName> = new Set<EventName>(['request.refused', 'gate.refused']);

/** The accounts whose journal a transaction has written so far: what it has changed. */
export function accountsTold(tx: Tx): readonly number[] {
  return (tx.queryRunner && told.get(tx.queryRunner)) ?? [];
}

function noteTold({ queryRunner }: Tx, happenings: readonly JournalEntry[]): void {
  // The pool itself is no transaction, and would remember for ever.
  if (!queryRunner) return;
  const accounts = happenings.flatMap(({ event, accountId }) =>
    accountId === null || REFUSALS.has(event) ? [] : [accountId],
  );
  const before = told.get(queryRunner);
  if (before) before.push(...accounts);
  else told.set(queryRunner, accounts);
}

/**
 * Writes what happened, in the order given, into the transaction that made it happen.
 *
 * Each stream (an account, a device) is a chain of its own, so that writers of different accounts
 * never wait for one another. Heads are locked in name order, so that two batches cannot deadlock.
 */
export async function append(tx: Tx, happenings: readonly JournalEntry[]): Promise<void> {
  if (happenings.length === 0) return;
  noteTold(tx, happenings);
  const streams = [...new Set(happenings.map(streamOf))].sort();
  await tx.query(
    `INSERT INTO journal_head (stream, number, hash)
     SELECT stream, 0, $2 FROM unnest($1::text[]) AS stream ORDER BY stream
     ON CONFLICT (stream) DO NOTHING`,
    [streams, GENESIS],
  );
  const heads = new Map(
    (
      await rows<Head>(
        tx,
        'SELECT stream, number, hash FROM journal_head WHERE stream = ANY($1) ORDER BY stream FOR UPDATE',
        [streams],
      )
    ).map((head) => [head.stream, head]),
  );
  // Numbered under the lock of the heads, so that a chain's rows stand in one order whichever way they are counted.
  const places = await rows<{ seq: number; xid: string }>(
    tx,
    `SELECT nextval('journal_seq_seq')::bigint AS seq, pg_current_xact_id()::text AS xid FROM generate_series(1, $1)`,
    [happenings.length],
  );
  const written = happenings.map((happening, nth) => {
    const stream = streamOf(happening);
    const head = heads.get(stream);
    const place = places[nth];
    if (!head || !place) throw new Error(`The journal has no place for ${stream}.`);
    const { at, accountId, event, clause, facts, actor } = happening;
    const row = { version: LINK_VERSION, ...place, stream, number: head.number + 1, at, accountId, event, clause };
    const hash = linkOf(head.hash, { ...row, facts, actor });
    if (!hash) throw new Error('The journal is written under a version that it does not know.');
    Object.assign(head, { number: row.number, hash });
    return { ...row, facts: canonical(facts), actor: canonical(actor), hash };
  });
  await tx.query(
    `INSERT INTO journal (seq, xid, version, stream, number, at, account_id, event, clause, facts, actor, hash)
     OVERRIDING SYSTEM VALUE
     SELECT seq, xid::text::xid8, ${LINK_VERSION}, stream, number, at, account_id, event, clause, facts, actor, hash
     FROM unnest($1::bigint[], $2::text[], $3::text[], $4::int[], $5::timestamptz[], $6::int[], $7::text[], $8::text[],
       $9::jsonb[], $10::jsonb[], $11::bytea[])
       AS it (seq, xid, stream, number, at, account_id, event, clause, facts, actor, hash)`,
    [
      written.map((row) => row.seq),
      written.map((row) => row.xid),
      written.map((row) => row.stream),
      written.map((row) => row.number),
      written.map((row) => sqlInstant(row.at)),
      written.map((row) => row.accountId),
      written.map((row) => row.event),
      written.map((row) => row.clause),
      written.map((row) => row.facts),
      written.map((row) => row.actor),
      written.map((row) => row.hash),
    ],
  );
  await tx.query(
    `UPDATE journal_head AS head SET number = new.number, hash = new.hash
     FROM unnest($1::text[], $2::int[], $3::bytea[]) AS new (stream, number, hash)
     WHERE head.stream = new.stream`,
    [streams, streams.map((s) => heads.get(s)?.number), streams.map((s) => heads.get(s)?.hash)],
  );
  await tx.query("SELECT pg_notify('journal', '')");
}
