import type { Actor, Role } from '@curbstop/contracts';
import type { ClauseId } from '@curbstop/policy';
import { Refused } from '../../db/errors.ts';

/**
 * Who may decide this by the policy: throws {@link Refused} citing the clause that names them. The web routes check
 * roles too; this holds for every way in. What the system does by the clock is not asked.
 */
export function mustBe(actor: Actor, roles: readonly Role[], clause: ClauseId, says: string): void {
  if (actor.kind === 'system') return;
  if (actor.kind === 'staff' && (roles as readonly string[]).includes(actor.role)) return;
  throw new Refused(says, [clause]);
}

/** What only the city's own staff does, whatever their role: throws {@link Refused} for a customer. */
export function mustBeStaff(actor: Actor, clause: ClauseId, says: string): void {
  if (actor.kind === 'customer') throw new Refused(says, [clause]);
}
