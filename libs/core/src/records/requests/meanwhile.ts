import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { momentIn } from '@curbstop/policy';
import { Conflict } from '../../db/errors.ts';
import type { Reader } from '../../db/tx.ts';
import { cityProfile } from '../policy-versions/city.ts';
import { policyAt } from '../policy-versions/policy-in-force.ts';
import { actorName } from '../../journal/read.ts';

/** What somebody made of a record, when and why. */
export interface DoneBefore {
  readonly by: Actor | null;
  readonly at: Instant | null;
  /** As in "It was voided since you saw it". */
  readonly became: string;
  readonly reason: string | null;
  readonly version: number;
}

/** Whether the one who asks has done just this: a request sent again because its answer was lost. */
export function isOwn(
  done: DoneBefore,
  actor: Actor,
  asked: { readonly reason: string; readonly version: number },
): boolean {
  const isSame = done.by?.kind === 'staff' && actor.kind === 'staff' && done.by.id === actor.id;
  return isSame && done.reason === asked.reason && done.version === asked.version + 1;
}

/** The answer to the one who came second: who was first, when, and what came of it. */
export async function meanwhile(db: Reader, what: string, done: DoneBefore, now: Instant): Promise<Conflict> {
  const { timeZone } = policyAt(await cityProfile(db), now);
  const by = done.by === null ? null : actorName(done.by);
  const who = by === null ? '' : ` By ${by}${done.at === null ? '' : `, ${momentIn(done.at, now, timeZone)}`}.`;
  const why = done.reason ? ` “${done.reason}”` : '';
  return new Conflict(`${what} was ${done.became} since you saw it.${who}${why} Look at it again.`, {
    by,
    at: done.at,
    message: done.became,
    version: done.version,
  });
}
