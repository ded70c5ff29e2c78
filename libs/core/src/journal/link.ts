import { createHash } from 'node:crypto';
import type { Instant } from '@curbstop/policy';

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

/** How the rows of today are hashed. Rows keep the version that they were written under. */
export const LINK_VERSION = 2;

/** Everything that a row of the journal holds, but its link. */
export interface Linked {
  readonly version: number;
  readonly seq: number;
  readonly xid: string;
  readonly stream: string;
  readonly number: number;
  readonly at: Instant;
  readonly accountId: number | null;
  readonly event: string;
  readonly clause: string | null;
  readonly facts: unknown;
  readonly actor: unknown;
}

/** What is hashed, by version. The first left out the account, and the place of the row among all rows. */
const TEXTS: Readonly<Record<number, (row: Linked) => string>> = {
  1: (row) => canonical([row.stream, row.number, row.at, row.event, row.clause, row.facts, row.actor]),
  2: (row) =>
    canonical([
      2,
      row.seq,
      row.xid,
      row.stream,
      row.number,
      row.at,
      row.accountId,
      row.event,
      row.clause,
      row.facts,
      row.actor,
    ]),
};

/** The link of a row: SHA-256 over the link before it and everything the row holds; null for a version nobody knows. */
export function linkOf(before: Buffer, row: Linked): Buffer | null {
  const text = TEXTS[row.version];
  return text ? createHash('sha256').update(before).update(text(row)).digest() : null;
}

/** The chain that an account's rows are in. */
export const accountStream = (accountId: number): string => `account/${accountId}`;
