import { sqlInstant } from '@curbstop/core';
import { dayOf } from '@curbstop/policy';
import type { Givers } from './giver.ts';

/** C.1.b, F.4, G.1.b: the household's evidence, handed in before the first step. */
export const giversOfHouseholds: Givers = {
  household: async (world, value, { place: { accountId } }) => {
    const { benefits, ends, verified } = value;
    const percent = value['income-percent-of-poverty'];
    const at = sqlInstant(world.now);
    await world.source.query(
      `INSERT INTO household (account_id, benefits, ends_on, income_of_poverty, given_on, verified_at, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        accountId,
        benefits,
        ends,
        // Hundredths of a per cent; a fraction of one never reaches the next.
        percent === null ? null : Math.floor(percent * 100 + 1e-6),
        dayOf(world.now, world.timeZone),
        verified ? at : null,
        at,
      ],
    );
  },
};
