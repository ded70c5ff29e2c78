import type { OfficeRequest } from '@curbstop/policy';
import type { Role } from './roles.ts';

type Roles = readonly [Role, ...Role[]];

/** Who takes and answers what a customer asks for. */
export const BILLING_OFFICE = [
  'clerk',
  'finance',
  'supervisor',
  'asst-director-finance',
  'admin',
] as const satisfies Roles;

/** B.1: who takes a bill back whose reading is void. */
export const TAKE_BACK_ROLES = ['finance', 'supervisor', 'asst-director-finance', 'admin'] as const satisfies Roles;

/** B.1: who may put right what is on record of a dial that stands: every later bill hangs on it. */
export const DIAL_ROLES = ['finance', 'supervisor', 'asst-director-finance', 'admin'] as const satisfies Roles;

/** G.1.b: whose work it is to look at what a household has shown of its income; nobody else sees it, anywhere. */
export const INCOME_EVIDENCE_ROLES: Roles = BILLING_OFFICE;

/** Z.1: who puts a version of the policy in force that the city has adopted. */
export const POLICY_ROLES: Roles = [
  'admin',
  'supervisor',
  'asst-director-finance',
  'admin-services-director',
  'city-manager',
];

/** H.3.b. */
const APPEAL_OFFICERS: Roles = ['appeal-officer', 'asst-director-finance'];
/** H.4.a. */
const DIRECTORS: Roles = ['city-manager', 'public-works-director', 'admin-services-director'];
const NOTICES: Roles = ['clerk', 'finance', 'supervisor', 'admin'];
const BANK: Roles = ['cashier', ...BILLING_OFFICE];
/** Z.4. */
const RUNS_BILLING: Roles = ['asst-director-finance'];

/** Whose work each request of the office is, so that a screen can lock what its user's roles do not open. */
export const OFFICE_ROLES: Readonly<Record<OfficeRequest, Roles>> = {
  pay: ['cashier', 'clerk', 'finance', 'supervisor', 'admin'],
  'request-extension': BILLING_OFFICE,
  'sign-arrangement': BILLING_OFFICE,
  'pay-instalment': ['cashier', 'clerk', 'finance', 'admin'],
  'waive-courtesy': BILLING_OFFICE,
  'waive-low-income': BILLING_OFFICE,
  'file-appeal': BILLING_OFFICE,
  'decide-appeal': APPEAL_OFFICERS,
  'file-further-appeal': BILLING_OFFICE,
  'decide-further-appeal': DIRECTORS,
  'submit-certificate': BILLING_OFFICE,
  'give-household': BILLING_OFFICE,
  'verify-household': BILLING_OFFICE,
  'submit-assistance': BILLING_OFFICE,
  'request-arrangement': BILLING_OFFICE,
  'review-assistance': BILLING_OFFICE,
  'supply-information': BILLING_OFFICE,
  'request-reconnection': ['clerk', 'finance', 'admin'],
  'mail-returned': NOTICES,
  'tenant-takes-service': NOTICES,
  'enrol-ach': BANK,
  'stop-ach': BANK,
  'opt-out-smart-meter': BILLING_OFFICE,
  'opt-in-smart-meter': BILLING_OFFICE,
  'release-cash-only': RUNS_BILLING,
  'restore-extensions': RUNS_BILLING,
  'revoke-extensions': BILLING_OFFICE,
  'request-close': BILLING_OFFICE,
  'decline-appeal': APPEAL_OFFICERS,
  'mail-notice': NOTICES,
  'note-contact': NOTICES,
  'name-third-party': NOTICES,
  'raise-ach-concern': BANK,
  'bank-account-closed': BANK,
  'final-read': BILLING_OFFICE,
  'request-refund': BILLING_OFFICE,
  'landlord-trust': BILLING_OFFICE,
  'cancel-landlord-trust': BILLING_OFFICE,
  'sell-premise': BILLING_OFFICE,
};
