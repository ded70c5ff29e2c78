import type { PolicyDecision, Instant, NoticeByHandKind } from '@curbstop/policy';
import { NOTICES_BY_HAND, mayMailNotice, mayNoteReturned, mayTakeService, unitsToClose } from '@curbstop/policy';
import { loadAccounts } from '../facts/account-facts.ts';
import { NotFound } from '../db/errors.ts';
import type { Reader } from '../db/tx.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { thirdPartyOf } from '../records/notices/third-party.ts';
import type { ThirdParty } from '../records/notices/third-party.ts';

/** What can be asked about an account before a turn-off, and how its building stands. */
export interface BeforeTurnOff {
  readonly notices: Readonly<Record<NoticeByHandKind, PolicyDecision>>;
  readonly mailReturned: PolicyDecision;
  /** For a tenant who accepts the terms and pays the deposit; of the first unit that is not served. */
  readonly tenantTakesService: PolicyDecision;
  readonly units: number;
  readonly unitsOff: readonly number[];
  readonly tenants: readonly { readonly unit: number; readonly accountId: number | null }[];
  readonly thirdParty: ThirdParty | null;
}

/** E.2, E.3: each request of the section as it would be answered now. */
export async function beforeTurnOff(db: Reader, accountId: number, now: Instant): Promise<BeforeTurnOff> {
  const [account] = await loadAccounts(db, [accountId], now, { lock: false });
  if (!account) throw new NotFound('There is no such account.');
  const { facts, customer } = account;
  const policy = policyAt(account.profile, now);
  const [unit = null] = unitsToClose(facts);
  return {
    notices: Object.fromEntries(
      NOTICES_BY_HAND.map((kind) => [kind, mayMailNotice(facts, kind, customer, policy, now)]),
    ) as Record<NoticeByHandKind, PolicyDecision>,
    mailReturned: mayNoteReturned(facts),
    tenantTakesService: mayTakeService(facts, { unit, terms: 'accepted', deposit: 'paid' }),
    units: facts.units,
    unitsOff: facts.unitsOff,
    tenants: facts.tenancies.map((each) => ({ unit: each.unit, accountId: each.accountId })),
    thirdParty: await thirdPartyOf(db, accountId),
  };
}
