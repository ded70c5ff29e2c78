import { me as meSchema } from '@curbstop/contracts';
import type { Me } from '@curbstop/contracts';
import type { SessionState } from '@curbstop/ui';
import { z } from 'zod';

/** A member of staff who belongs to a crew. */
export type Crew = Me & { readonly crewId: number };

export function isCrew(me: Me): me is Crew {
  return me.crewId !== null && me.roles.includes('crew') && !me.mustChangePassword;
}

/** A session that nobody uses ends after this long, ms: the server knows no longer one. */
export const SESSION_IDLE_MS = 12 * 60 * 60_000;
/** A clock that stands this far before what it showed earlier was set back, ms. */
const SET_BACK_MS = 5 * 60_000;

/** Whose day is on the tablet. Moments are the server machine's, epoch ms, not those of the city, which a demo turns. */
export const keptSession = z.object({
  me: meSchema,
  /** The session ends then, whatever is done with it. */
  endsAt: z.int(),
  /** The server last answered this session. */
  heardAt: z.int(),
  /** The server's machine minus the tablet's own clock. */
  skewMs: z.int(),
});
export type KeptSession = z.infer<typeof keptSession>;

/** Whether the session is over, as far as a tablet can know without asking. */
export function isOver({ endsAt, heardAt }: KeptSession, now: number): boolean {
  return now >= Math.min(endsAt, heardAt + SESSION_IDLE_MS) || now < heardAt - SET_BACK_MS;
}

/** The same person in the same crew: only they may see what is kept. */
export function isSame(a: Me, b: Me): boolean {
  return a.staffId === b.staffId && a.crewId === b.crewId;
}

/**
 * Who uses the tablet now: the server's word, and while it cannot be asked whose session is kept and not over. While
 * the question is on its way, and until a crew's own day lies ready, nobody does.
 */
export function whoIs(session: SessionState, holder: Me | null): Me | null {
  switch (session.phase) {
    case 'in':
      return !isCrew(session.me) || (holder && isSame(holder, session.me)) ? session.me : null;
    case 'out':
    case 'asking':
      return null;
    case 'unknown':
      return holder;
  }
}
