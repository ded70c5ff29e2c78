import { createHash } from 'node:crypto';
import type { Actor, EventMap, EventName } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import { sqlInstant } from '../db/types.ts';
import { rows } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';

/** One thing that happened, not yet written. */
export type Happening = {
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

export function streamOf(it: Pick<Happening, 'accountId' | 'stream'>): string {
  if (it.accountId !== null) return `account/${it.accountId}`;
  return it.stream ?? 'city';
}

/** JSON with its keys in order, so that the same facts have the same bytes for ever. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value)
      .filter(([, held]) => held !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`);
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value);
}

export const GENESIS = Buffer.alloc(32);

/** The link of a row: SHA-256 over the link before it and everything the row says. */
export function link(
  before: Buffer,
  it: {
    stream: string;
    number: number;
    at: Instant;
    event: string;
    clause: string | null;
    facts: unknown;
    actor: unknown;
  },
): Buffer {
  const text = canonical([it.stream, it.number, it.at, it.event, it.clause, it.facts, it.actor]);
  return createHash('sha256').update(before).update(text).digest();
}

interface Head {
  stream: string;
  number: number;
  hash: Buffer;
}

/**
 * Writes what happened, in the order given, into the transaction that made it happen.
 *
 * Each stream (an account, a device) is a chain of its own, so that writers of different accounts
 * never wait for one another. Heads are locked in name order, so that two batches cannot deadlock.
 */
export async function append(tx: Tx, happenings: readonly Happening[]): Promise<void> {
  if (happenings.length === 0) return;
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
  const columns = {
    stream: [],
    number: [],
    at: [],
    account: [],
    event: [],
    clause: [],
    facts: [],
    actor: [],
    hash: [],
  } as {
    stream: string[];
    number: number[];
    at: string[];
    account: (number | null)[];
    event: string[];
    clause: (string | null)[];
    facts: string[];
    actor: string[];
    hash: Buffer[];
  };
  for (const it of happenings) {
    const stream = streamOf(it);
    const head = heads.get(stream);
    if (!head) throw new Error(`The journal has no head for ${stream}.`);
    head.number += 1;
    head.hash = link(head.hash, { ...it, stream, number: head.number });
    columns.stream.push(stream);
    columns.number.push(head.number);
    columns.at.push(sqlInstant(it.at));
    columns.account.push(it.accountId);
    columns.event.push(it.event);
    columns.clause.push(it.clause);
    columns.facts.push(canonical(it.facts));
    columns.actor.push(canonical(it.actor));
    columns.hash.push(head.hash);
  }
  await tx.query(
    `INSERT INTO journal (stream, number, at, account_id, event, clause, facts, actor, hash)
     SELECT * FROM unnest($1::text[], $2::int[], $3::timestamptz[], $4::int[], $5::text[], $6::text[],
       $7::jsonb[], $8::jsonb[], $9::bytea[])`,
    [
      columns.stream,
      columns.number,
      columns.at,
      columns.account,
      columns.event,
      columns.clause,
      columns.facts,
      columns.actor,
      columns.hash,
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
