import type { ArrangementPreview, Assistance } from '@curbstop/contracts';
import type { ArrangementWish, PolicyDecision, Instant } from '@curbstop/policy';
import {
  conditionsOf,
  dayOf,
  dueNow,
  mayPayInstalment,
  mayRequestArrangement,
  maySignArrangement,
  maySubmitAssistance,
  maySubmitCertificate,
  maySupply,
  NO_CENTS,
  openReview,
} from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { loadAccounts } from '../facts/account-facts.ts';
import type { AccountSnapshot } from '../facts/account-facts.ts';
import { NotFound } from '../db/errors.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { earlierOf, termsOfArrangements } from '../records/arrangements/earlier-cases.ts';

/** A plan with nothing of its own: equal parts each month over every unpaid bill. */
const USUAL: ArrangementWish = {
  kind: 'amortization',
  months: null,
  start: null,
  down: null,
  rows: null,
  fee: null,
  forgiven: null,
  fund: null,
  councilAction: null,
  until: null,
  hardship: false,
  billIds: null,
  signed: true,
};

/** An offer has no terms beside its kind. */
const NOTHING_ELSE = { reduction: NO_CENTS, fund: '', councilAction: '', hardship: false };

async function caseOf(source: DataSource, accountId: number, now: Instant): Promise<AccountSnapshot> {
  const [account] = await loadAccounts(source, [accountId], now, { lock: false });
  if (!account) throw new NotFound('There is no such account.');
  return account;
}

const told = ({ granted, clauses, says }: PolicyDecision) => ({ granted, clauses: [...clauses], says });

/** G, I: how an account stands, and what each form would be answered now. */
export async function assistanceOf(source: DataSource, accountId: number, now: Instant): Promise<Assistance> {
  const account = await caseOf(source, accountId, now);
  const { facts } = account;
  const policy = policyAt(account.profile, now);
  const today = dayOf(now, policy.timeZone);
  const agreed = await termsOfArrangements(
    source,
    facts.arrangements.map((each) => each.arrangementId),
  );
  return {
    conditions: conditionsOf(facts, policy, now),
    review: openReview(facts),
    arrangements: facts.arrangements.map((each) => ({
      arrangementId: each.arrangementId,
      kind: each.kind,
      state: each.state,
      billIds: [...each.billIds],
      signedAt: each.signedAt,
      offerEndsAt: each.offerEndsAt,
      rows: [...each.rows],
      dueNow: dueNow(each, today),
      ...(agreed.get(each.arrangementId) ?? NOTHING_ELSE),
    })),
    earlier: await earlierOf(source, accountId),
    requests: {
      'submit-certificate': told(maySubmitCertificate(facts, policy, now, today)),
      'submit-assistance': told(maySubmitAssistance(facts)),
      'supply-information': told(maySupply(facts, policy, now)),
      'request-arrangement': told(mayRequestArrangement(facts)),
      'sign-arrangement': told(maySignArrangement(facts, policy, now, USUAL)),
      'pay-instalment': told(mayPayInstalment(facts)),
    },
  };
}

/** I.2 to I.6: an arrangement worked out, without signing it. */
export async function previewArrangement(
  source: DataSource,
  accountId: number,
  wish: ArrangementWish,
  now: Instant,
): Promise<ArrangementPreview> {
  const account = await caseOf(source, accountId, now);
  // A preview is made before anybody signs.
  const answer = maySignArrangement(account.facts, policyAt(account.profile, now), now, { ...wish, signed: true });
  const { planned } = answer;
  return {
    ...told(answer),
    billIds: [...answer.billIds],
    plan:
      planned === null
        ? null
        : {
            balance: planned.balance,
            fee: planned.fee,
            reduction: planned.reduction,
            total: planned.total,
            lastOn: planned.lastOn,
            rows: [...planned.rows],
          },
  };
}
