import type { ClauseId } from '../clauses/clause-id.ts';
import type { AccountFacts } from '../facts/facts.ts';
import type { Instant } from '../units.ts';
import type { ActName, DueAct } from './verdict.ts';

/** `account/bill/clause/occurrence`, the bill `-` when the act is about none. */
export function actKey(
  accountId: number,
  billId: number | null,
  clause: ClauseId,
  occurrence: string | number,
): string {
  return `${accountId}/${billId ?? '-'}/${clause}/${occurrence}`;
}

/** An act of an account, with its key. Only a list lapses when it is late. */
export function dueAct(
  facts: Pick<AccountFacts, 'accountId'>,
  at: Instant,
  name: ActName,
  clause: ClauseId,
  billId: number | null,
  occurrence: string | number,
): DueAct {
  return {
    at,
    act: name,
    clause,
    key: actKey(facts.accountId, billId, clause, occurrence),
    billId,
    onTimeOnly: name === 'list',
  };
}
