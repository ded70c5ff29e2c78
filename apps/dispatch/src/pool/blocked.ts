import type { DispatchDay } from '@curbstop/contracts';

export type BlockedAccount = DispatchDay['blocked'][number];

export interface BlockedGroup {
  readonly clause: string;
  readonly says: string;
  readonly accounts: readonly BlockedAccount[];
}

/** Accounts kept off the list, by the clause that keeps them off; the clause that keeps most comes first. */
export function byClause(blocked: readonly BlockedAccount[]): BlockedGroup[] {
  const groups = new Map<string, BlockedAccount[]>();
  for (const account of blocked) groups.set(account.clause, [...(groups.get(account.clause) ?? []), account]);
  return [...groups]
    .map(([clause, accounts]) => {
      const says = new Set(accounts.map((account) => account.says));
      const [first = ''] = says;
      return { clause, says: says.size > 1 ? `${first}, and others` : first, accounts };
    })
    .sort((a, b) => b.accounts.length - a.accounts.length || a.clause.localeCompare(b.clause));
}
