import type { AccountFacts, Instant } from '@curbstop/policy';
import type { Reader } from '../db/tx.ts';

/** What a city decides about accounts besides bills, as facts. Each part is one round trip for all accounts. */
export type LoadedFacts = Pick<
  AccountFacts,
  | 'landlordTrust'
  | 'meter'
  | 'flags'
  | 'history'
  | 'household'
  | 'certificates'
  | 'reviews'
  | 'arrangements'
  | 'arrangedElsewhere'
  | 'appeals'
  | 'tenancies'
  | 'units'
  | 'unitsOff'
  | 'noticesByHand'
  | 'contacts'
  | 'returns'
  | 'incoming'
  | 'opening'
  | 'closing'
>;

export interface AccountRef {
  readonly id: number;
  readonly customerId: number;
}

/** A part of the casework: asked once for many accounts, then told for each. */
export type FactsLoader<K extends keyof LoadedFacts> = (
  db: Reader,
  accounts: readonly AccountRef[],
  now: Instant,
) => Promise<(accountId: number) => Pick<LoadedFacts, K>>;

/** Groups rows by the account they are about. */
export function byAccount<T extends { readonly accountId: number }>(list: readonly T[]): (accountId: number) => T[] {
  const groups = new Map<number, T[]>();
  for (const each of list) {
    const group = groups.get(each.accountId);
    if (group) group.push(each);
    else groups.set(each.accountId, [each]);
  }
  return (accountId) => groups.get(accountId) ?? [];
}
