import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { JournalEntry } from '../../journal/append.ts';

/** What every journal row about staff has in common: it belongs to no account, and has a stream of its own. */
export const onStaff = (
  actor: Actor,
  at: Instant,
): Pick<JournalEntry, 'at' | 'actor' | 'clause' | 'accountId' | 'stream'> => ({
  at,
  actor,
  clause: null,
  accountId: null,
  stream: 'staff',
});
