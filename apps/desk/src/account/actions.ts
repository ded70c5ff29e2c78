import type { AccountPage } from '@curbstop/contracts';
import type { OfficeRequest } from '@curbstop/policy';
import type { Refusal } from '@curbstop/ui';

export interface ActionOffer {
  readonly name: OfficeRequest;
  readonly title: string;
  readonly detail: string;
  readonly clauses: readonly string[];
  /** Whose work it is, where it is not the user's: nothing can be asked then. */
  readonly notTheirs: Refusal | null;
  /** Why it may not be done now; it stays in sight with its lock. */
  readonly refused: Refusal | null;
  /** False where the account gives no occasion for it. */
  readonly applies: boolean;
}

export interface Offers {
  /** What this account gives an occasion for: what would be granted first. */
  readonly now: readonly ActionOffer[];
  /** What nobody would ask for now, in the same order; still there to be asked for, and refused on record. */
  readonly others: readonly ActionOffer[];
}

const offer = (view: AccountPage['requests'][number], notTheirs: Refusal | null): ActionOffer => ({
  notTheirs,
  name: view.request,
  title: view.title,
  detail: view.detail,
  clauses: [view.clause],
  refused: view.granted ? null : { reason: view.detail, clauses: view.clauses },
  applies: view.applies,
});

const shut = (it: ActionOffer): boolean => it.refused !== null || it.notTheirs !== null;

/** What can be done on an account from the desk; `known` says which requests this desk has a form for, `lock` whose they are not. */
export function offersOf(
  page: AccountPage,
  known: (request: OfficeRequest) => boolean,
  lock: (request: OfficeRequest) => Refusal | null = () => null,
): Offers {
  const offers = page.requests.filter((view) => known(view.request)).map((view) => offer(view, lock(view.request)));
  const apply = offers.filter((each) => each.applies);
  const idle = offers.filter((each) => !each.applies);
  return {
    now: [...apply.filter((each) => !shut(each)), ...apply.filter(shut)],
    others: [...idle.filter((each) => !shut(each)), ...idle.filter(shut)],
  };
}
