import type { Givers } from './giver.ts';

/** How an account gets its notices, and how many dwellings it serves (E.2, E.3). */
export const giversOfNotices: Givers = {
  notices: async (world, value, { place }) => {
    if (value === 'manual')
      await world.source.query('UPDATE account SET notices_by_hand = true WHERE id = $1', [place.accountId]);
  },
  units: async (world, value, { place }) => {
    await world.source.query('UPDATE service_point SET units = $2 WHERE id = $1', [place.servicePointId, value]);
  },
};
