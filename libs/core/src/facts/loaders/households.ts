import type { Benefit, BasisPoints, Day, HouseholdFacts } from '@curbstop/policy';
import { byAccount } from '../facts-loader.ts';
import type { FactsLoader } from '../facts-loader.ts';
import { rows } from '../../db/tx.ts';

interface HouseholdRow {
  accountId: number;
  benefits: Benefit[];
  endsOn: Day | null;
  incomeOfPoverty: BasisPoints | null;
  givenOn: Day;
  verified: boolean;
}

/** Reading 53: the latest evidence of each household that a clerk has not refused. */
export const households: FactsLoader<'household'> = async (db, accounts) => {
  const of = byAccount(
    await rows<HouseholdRow>(
      db,
      `SELECT DISTINCT ON (account_id) account_id AS "accountId", benefits, ends_on AS "endsOn",
         income_of_poverty AS "incomeOfPoverty", given_on AS "givenOn", verified_at IS NOT NULL AS verified
       FROM household WHERE account_id = ANY($1) AND refused_at IS NULL ORDER BY account_id, id DESC`,
      [accounts.map((account) => account.id)],
    ),
  );
  return (accountId) => {
    const [found] = of(accountId);
    if (!found) return { household: null };
    const { benefits, endsOn, incomeOfPoverty, givenOn, verified } = found;
    return { household: { benefits, endsOn, incomeOfPoverty, givenOn, verified } satisfies HouseholdFacts };
  };
};
