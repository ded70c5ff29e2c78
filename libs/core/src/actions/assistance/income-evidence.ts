import type { Actor } from '@curbstop/contracts';
import type { BasisPoints, Benefit, Day, HouseholdFacts, Instant } from '@curbstop/policy';
import { awaitsVerification, dayOf, lowIncomeClause, mayVerifyHousehold } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { Invalid, Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { sqlInstant } from '../../db/types.ts';
import { clearFlags } from '../../records/flags/account-flags.ts';
import { append } from '../../journal/append.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { NO_ANSWER, onceFor } from '../../records/requests/idempotency.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { closeTasks, openTask } from '../../records/tasks/tasks.ts';
import { markLowIncome } from '../../reconcile/late-charges/household-flag.ts';

/** Roles that look at a household's evidence. */
const VERIFIERS = ['clerk', 'finance', 'supervisor', 'asst-director-finance', 'admin'] as const;
/** The kind of the task that asks for it. */
export const VERIFY_TASK = 'verify-low-income';

/** Evidence as it is handed in. */
export interface HouseholdInput {
  readonly accountId: number;
  readonly benefits: readonly Benefit[];
  readonly endsOn: Day | null;
  /** The signed declaration, in hundredths of a per cent of the federal poverty level. */
  readonly incomeOfPoverty: BasisPoints | null;
  /** True when whoever records it has seen that it is in order. */
  readonly verified: boolean;
}

/** The flag and the task that the evidence of an account calls for as it stands now. */
async function inLine(change: Change, accountId: number): Promise<AccountSnapshot> {
  const { tx, now } = change;
  const account = await lockAccountSnapshot(tx, accountId, now);
  const policy = policyAt(account.profile, now);
  const today = dayOf(now, policy.timeZone);
  const { household } = account.facts;
  if (lowIncomeClause(household, policy, today) !== null) await markLowIncome(change, account);
  else {
    const why = 'The evidence does not show a low income.';
    await clearFlags(change, { accountId, kind: 'low-income', clause: 'C.1.b', why });
  }
  return account;
}

function says(household: Pick<HouseholdFacts, 'benefits' | 'incomeOfPoverty'>): string {
  const programs = household.benefits.map((each) => each.replaceAll('-', ' ')).join(', ');
  const income =
    household.incomeOfPoverty === null
      ? ''
      : `a declared income of ${household.incomeOfPoverty / 100} % of the poverty level`;
  return [programs, income].filter((part) => part !== '').join(', ');
}

/**
 * C.1.b, F.4, G.1.b: takes a household's evidence of a low income. What nobody has verified counts for nothing yet: a clerk is
 * asked to look. What is verified waives a late charge at once (C.1.b).
 */
export async function recordIncomeEvidence(
  source: DataSource,
  input: HouseholdInput,
  actor: Actor,
  now: Instant,
  key?: string,
): Promise<void> {
  const { accountId, benefits, endsOn, incomeOfPoverty, verified } = input;
  if (benefits.length === 0 && incomeOfPoverty === null)
    throw new Invalid('benefits', 'Give at least one program, or a declared income.');
  if (verified)
    mustBe(actor, VERIFIERS, 'C.1.b', 'Only staff of the billing office can verify evidence of a low income.');
  const asked = { request: 'give-household', accountIds: [accountId], actor, now, ...onceFor(key, NO_ANSWER) };
  await changeAccounts(source, asked, async (change) => {
    const { tx } = change;
    const { profile } = await lockAccountSnapshot(tx, accountId, now);
    const today = dayOf(now, policyAt(profile, now).timeZone);
    await tx.query(
      `INSERT INTO household (account_id, benefits, ends_on, income_of_poverty, given_on, verified_at, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [accountId, benefits, endsOn, incomeOfPoverty, today, sqlInstant(verified ? now : null), sqlInstant(now)],
    );
    const facts = { says: says(input), verified };
    await append(tx, [{ event: 'household.recorded', facts, at: now, actor, clause: 'C.1.b', accountId }]);
    const account = await inLine(change, accountId);
    await closeTasks(change, { accountId, kind: VERIFY_TASK, outcome: 'New evidence was given.' });
    if (awaitsVerification(account.facts.household, policyAt(profile, now), today)) {
      // Every role reads tasks; what the evidence is stands on the account's page, for whose work it is.
      const asked = 'Evidence of a low income is to be looked at.';
      await openTask(change, {
        accountId,
        kind: VERIFY_TASK,
        role: 'clerk',
        clause: 'C.1.b',
        says: asked,
        dueAt: null,
        actKey: null,
      });
    }
  });
}

/** C.1.b: a clerk has looked at the evidence: it is in order, or it is not and counts no more. */
export async function verifyIncomeEvidence(
  source: DataSource,
  { accountId, verified }: { readonly accountId: number; readonly verified: boolean },
  actor: Actor,
  now: Instant,
  key?: string,
): Promise<void> {
  const request = 'verify-household';
  await changeAccounts(
    source,
    { request, accountIds: [accountId], actor, now, ...onceFor(key, NO_ANSWER) },
    async (change) => {
      const { tx, accept } = change;
      mustBe(actor, VERIFIERS, 'C.1.b', 'Only staff of the billing office can verify evidence of a low income.');
      const { facts: before } = await lockAccountSnapshot(tx, accountId, now);
      const answer = mayVerifyHousehold(before.household, verified);
      if (!answer.granted) throw new Refused(answer.says, answer.clauses);
      await accept('C.1.b', answer.says);
      await tx.query(
        `UPDATE household SET ${verified ? 'verified_at' : 'refused_at'} = $2
       WHERE id = (SELECT max(id) FROM household WHERE account_id = $1 AND refused_at IS NULL)`,
        [accountId, sqlInstant(now)],
      );
      const facts = { verified };
      await append(tx, [{ event: 'household.verified', facts, at: now, actor, clause: 'C.1.b', accountId }]);
      const outcome = verified ? 'Verified.' : 'Not in order.';
      await closeTasks(change, { accountId, kind: VERIFY_TASK, outcome });
      await inLine(change, accountId);
    },
  );
}
