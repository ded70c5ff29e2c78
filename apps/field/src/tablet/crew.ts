import { me as meSchema } from '@curbstop/contracts';
import type { Me } from '@curbstop/contracts';
import type { SessionState } from '@curbstop/ui';
import type { Kept } from './kept.ts';

/** A member of staff who belongs to a crew. */
export type Crew = Me & { readonly crewId: number };

export function isCrew(me: Me): me is Crew {
  return me.crewId !== null && me.roles.includes('crew') && !me.mustChangePassword;
}

const KEY = 'me';

/** Who was signed in when the server was last heard: a start without a network goes on as them. */
export function readKeptCrew(kept: Kept): Promise<Me | null> {
  return kept.get(KEY, meSchema);
}

export async function keepCrew(kept: Kept, me: Me | null): Promise<void> {
  if (me) await kept.put(KEY, me);
  else await kept.delete(KEY);
}

/** Who uses the tablet now: the server's word when it was heard, else who was signed in last. */
export function whoIs(session: SessionState, before: Me | null): Me | null {
  switch (session.phase) {
    case 'in':
      return session.me;
    case 'out':
      return null;
    case 'asking':
    case 'unknown':
      return before;
  }
}
