import { z } from 'zod';

/** So many of the last opened accounts are offered again. */
export const MOST = 6;

/**
 * The accounts someone opened last in this browser tab, latest first. Only their ids are kept: names and debts are asked of
 * the server again, and nothing stays on a shared machine once its user has signed out.
 */
export interface Recent {
  /** Another user's are none of this one's business. */
  of(staffId: number): readonly number[];
  opened(staffId: number, accountId: number): void;
  forget(): void;
}

const KEY = 'curbstop.recent';
const kept = z.object({ staffId: z.number(), accounts: z.array(z.number()) });

/** The list after an account was opened: it comes first, once. */
export function withOpened(accounts: readonly number[], accountId: number): number[] {
  return [accountId, ...accounts.filter((one) => one !== accountId)].slice(0, MOST);
}

export function createRecent(store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Recent {
  const of = (staffId: number): readonly number[] => {
    const text = store.getItem(KEY);
    if (text === null) return [];
    try {
      const found = kept.parse(JSON.parse(text));
      return found.staffId === staffId ? found.accounts : [];
    } catch (error) {
      // An older page's list: it is made anew as accounts are opened.
      if (error instanceof SyntaxError || error instanceof z.ZodError) return [];
      throw error;
    }
  };
  return {
    of,
    opened(staffId, accountId) {
      store.setItem(KEY, JSON.stringify({ staffId, accounts: withOpened(of(staffId), accountId) }));
    },
    forget() {
      store.removeItem(KEY);
    },
  };
}
