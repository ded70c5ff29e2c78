import type { AccountPage } from '@curbstop/contracts';
import type { OfficeRequest } from '@curbstop/policy';
import type { Refusal } from '@curbstop/ui';

export interface ActionOffer {
  readonly name: OfficeRequest;
  readonly title: string;
  readonly detail: string;
  readonly clauses: readonly string[];
  /** Why it may not be done now; it stays in sight with its lock. */
  readonly refused: Refusal | null;
  /** False where the account gives no occasion for it. */
  readonly applies: boolean;
}

export interface Offers {
  /** What this account gives an occasion for: what would be granted first. */
  readonly now: readonly ActionOffer[];
  /** What nobody would ask for now; still there to be asked for, and refused on record. */
  readonly others: readonly ActionOffer[];
}

const offer = (view: AccountPage['requests'][number]): ActionOffer => ({
  name: view.request,
  title: view.title,
  detail: view.detail,
  clauses: [view.clause],
  refused: view.granted ? null : { reason: view.detail, clauses: view.clauses },
  applies: view.applies,
});

/** What can be done on an account from the desk; `known` says which requests this desk has a form for. */
export function offersOf(page: AccountPage, known: (request: OfficeRequest) => boolean): Offers {
  const offers = page.requests.filter((view) => known(view.request)).map(offer);
  const apply = offers.filter((each) => each.applies);
  return {
    now: [...apply.filter((each) => !each.refused), ...apply.filter((each) => each.refused)],
    others: offers.filter((each) => !each.applies),
  };
}
