import type { Me, Role } from '@curbstop/contracts';
import type { ClauseId, OfficeRequest } from '@curbstop/policy';
import { mayUse, roleWord } from '@curbstop/ui';
import type { Refusal } from '@curbstop/ui';

interface Takers {
  readonly roles: readonly Role[];
  /** Who they are together; left out where the roles are named. */
  readonly says?: string;
  /** The clause that names them; the city's own division of work where there is none. */
  readonly clauses?: readonly ClauseId[];
}

const OFFICE: Takers = {
  roles: ['clerk', 'finance', 'supervisor', 'asst-director-finance', 'admin'],
  says: 'For the billing office.',
};
const BEFORE_TURN_OFF: Takers = { ...OFFICE, roles: ['clerk', 'finance', 'supervisor', 'admin'] };
const HEAR: Takers = { roles: ['appeal-officer', 'asst-director-finance'], clauses: ['H.3.b'] };
const HEAD: readonly Role[] = ['asst-director-finance'];
const DEBIT: Takers = { roles: ['cashier', ...OFFICE.roles], says: 'For the billing office and the cashier.' };

/** Whose work each request is, where it is not the whole office's. The server asks the same. */
const TAKERS: Readonly<Partial<Record<OfficeRequest, Takers>>> = {
  pay: { ...DEBIT, roles: ['cashier', ...BEFORE_TURN_OFF.roles] },
  'request-reconnection': { roles: ['clerk', 'finance', 'admin'] },
  'decide-appeal': HEAR,
  'decline-appeal': HEAR,
  'decide-further-appeal': {
    roles: ['city-manager', 'public-works-director', 'admin-services-director'],
    clauses: ['H.4.a', 'Z.3'],
  },
  'restore-extensions': { roles: HEAD, clauses: ['D.8', 'Z.4'] },
  'release-cash-only': { roles: HEAD, clauses: ['J.7.a', 'Z.4'] },
  'mail-returned': BEFORE_TURN_OFF,
  'mail-notice': BEFORE_TURN_OFF,
  'note-contact': BEFORE_TURN_OFF,
  'name-third-party': BEFORE_TURN_OFF,
  'tenant-takes-service': BEFORE_TURN_OFF,
  'enrol-ach': DEBIT,
  'stop-ach': DEBIT,
  'raise-ach-concern': DEBIT,
  'bank-account-closed': DEBIT,
};

/** Why somebody may not take a request by the roles they have; null when they may. */
export function notTheirs(me: Me, request: OfficeRequest): Refusal | null {
  const { roles, says, clauses = [] } = TAKERS[request] ?? OFFICE;
  if (mayUse(me, roles)) return null;
  if (says !== undefined) return { reason: says, clauses };
  const [first = '', ...others] = roles.map(roleWord);
  const last = others.pop();
  const named = last === undefined ? first : `${[first, ...others].join(', the ')} or the ${last}`;
  return { reason: `For the ${named}.`, clauses };
}
