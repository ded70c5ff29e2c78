import type { Actor, JournalLine } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { readableFacts } from './private-facts.ts';
import { eventSentence } from './event-sentences.ts';

const PAGE = 50;

interface Row {
  seq: number;
  at: Instant;
  event: string;
  clause: ClauseId | null;
  facts: Record<string, unknown>;
  actor: Actor;
}

export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'staff':
      return `${actor.name}, ${actor.role}`;
    case 'customer':
      return 'the customer';
    case 'device':
      return `device ${actor.id}`;
    case 'system':
      return actor.part === 'loader' ? 'the demo loader' : `by itself (${actor.part})`;
  }
}

/** What happened on an account, newest first, some lines at a time. */
export async function accountJournal(
  db: Reader,
  accountId: number,
  before: number | null,
  sight: { readonly seesIncome: boolean } = { seesIncome: true },
): Promise<{ lines: JournalLine[]; before: number | null }> {
  const found = await rows<Row>(
    db,
    `SELECT seq, at, event, clause, facts, actor FROM journal
     WHERE account_id = $1 AND ($2::bigint IS NULL OR seq < $2) ORDER BY seq DESC LIMIT ${PAGE + 1}`,
    [accountId, before],
  );
  const page = found.slice(0, PAGE);
  return {
    lines: page.map(({ facts: whole, ...line }) => {
      const facts = readableFacts(line.event, whole, sight);
      return { ...line, facts, actor: actorName(line.actor), says: eventSentence(line.event, facts) };
    }),
    before: found.length > PAGE ? (page.at(-1)?.seq ?? null) : null,
  };
}
