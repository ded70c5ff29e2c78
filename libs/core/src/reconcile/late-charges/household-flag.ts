import { dayOf, lowIncomeClause, lowIncomeThrough, addDays, startOfDay } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { clearFlags, setFlag } from '../../records/flags/account-flags.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';

/** C.1.b: sets the flag of a household with a low income, until its evidence ends; one that says the same stays as it is. */
export async function markLowIncome(change: Change, account: AccountSnapshot): Promise<void> {
  const { now } = change;
  const policy = policyAt(account.profile, now);
  const { accountId, facts } = account;
  const through = lowIncomeThrough(facts.household, policy);
  const clause = lowIncomeClause(facts.household, policy, dayOf(now, policy.timeZone));
  if (through === null || clause === null) return;
  const until = startOfDay(addDays(through, 1), policy.timeZone);
  const standing = facts.flags.filter((flag) => flag.kind === 'low-income');
  if (standing.some((flag) => flag.until === until && flag.clause === clause)) return;
  const why = 'The evidence shows a low income.';
  if (standing.length > 0)
    await clearFlags(change, { accountId, kind: 'low-income', clause, why: 'New evidence was given.' });
  await setFlag(change, { accountId, kind: 'low-income', clause, why, until });
}
