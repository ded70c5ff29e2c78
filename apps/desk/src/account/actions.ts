import { BILLING_OFFICE, OFFICE_ROLES } from '@curbstop/contracts';
import type { AccountPage, Me } from '@curbstop/contracts';
import type { OfficeRequest } from '@curbstop/policy';
import { mayUse, roleWord } from '@curbstop/ui';
import type { Refusal } from '@curbstop/ui';

export interface ActionOffer {
  readonly name: OfficeRequest;
  readonly title: string;
  readonly detail: string;
  readonly clauses: readonly string[];
  /** Why it may not be done now; it stays in sight with its lock. */
  readonly refused: Refusal | null;
  /** Whose work it is, where it is not the signed-in person's: it cannot be opened, whatever the policy says. */
  readonly locked: Refusal | null;
  /** False where the account gives no occasion for it. */
  readonly applies: boolean;
}

/** Requests that stand folded together under a name. */
export interface Folder {
  readonly title: string;
  readonly offers: readonly ActionOffer[];
}

export interface Offers {
  /** What this account gives an occasion for in its debt and its water: what would be granted first. */
  readonly now: readonly ActionOffer[];
  /**
   * What else it gives an occasion for, and last what nobody would ask for now, in the same order; that is still there to be
   * asked for, and refused on record. Folders without a request are left out.
   */
  readonly folders: readonly Folder[];
}

/** What is asked for now and then, whatever is owed: it would bury what a day at the counter is about. */
const FOLDED: Readonly<Record<string, readonly OfficeRequest[]>> = {
  'Notices and talks': ['mail-returned', 'mail-notice', 'note-contact', 'name-third-party'],
  'The account and its customer': [
    'enrol-ach',
    'stop-ach',
    'raise-ach-concern',
    'bank-account-closed',
    'opt-out-smart-meter',
    'opt-in-smart-meter',
    'revoke-extensions',
    'tenant-takes-service',
    'landlord-trust',
    'cancel-landlord-trust',
    'sell-premise',
    'request-close',
  ],
};

/** `the assistant director of finance`; the five roles of the billing office by their common name. */
function whose(request: OfficeRequest): string {
  const roles = OFFICE_ROLES[request];
  if (roles === BILLING_OFFICE) return 'the billing office';
  const words = roles.map(roleWord);
  const last = words.pop() ?? '';
  return words.length === 0 ? `the ${last}` : `the ${words.join(', ')} or ${last}`;
}

const offer = (view: AccountPage['requests'][number], me: Me): ActionOffer => ({
  name: view.request,
  title: view.title,
  detail: view.detail,
  clauses: [view.clause],
  refused: view.granted ? null : { reason: view.detail, clauses: view.clauses },
  locked: mayUse(me, OFFICE_ROLES[view.request])
    ? null
    : { reason: `Only ${whose(view.request)} may do this.`, clauses: [view.clause] },
  applies: view.applies,
});

/** What can be done on an account from the desk; `known` says which requests this desk has a form for, `me` who sits at it. */
export function offersOf(page: AccountPage, known: (request: OfficeRequest) => boolean, me: Me): Offers {
  const offers = page.requests.filter((view) => known(view.request)).map((view) => offer(view, me));
  const isOpen = ({ refused, locked }: ActionOffer): boolean => refused === null && locked === null;
  const openFirst = (some: readonly ActionOffer[]): readonly ActionOffer[] => [
    ...some.filter(isOpen),
    ...some.filter((each) => !isOpen(each)),
  ];
  const apply = offers.filter((each) => each.applies);
  const isFolded = ({ name }: ActionOffer): boolean => Object.values(FOLDED).some((names) => names.includes(name));
  const folders = Object.entries(FOLDED).map(([title, names]) => ({
    title,
    offers: openFirst(apply.filter((each) => names.includes(each.name))),
  }));
  const others = { title: 'Other requests', offers: openFirst(offers.filter((each) => !each.applies)) };
  return {
    now: openFirst(apply.filter((each) => !isFolded(each))),
    folders: [...folders, others].filter((folder) => folder.offers.length > 0),
  };
}
