import type { Actor } from '@curbstop/contracts';
import { inTransaction, setFlag } from '@curbstop/core';
import type { Givers } from './giver.ts';

const BEFORE: Actor = { kind: 'system', part: 'loader' };

/** How the account is paid. */
export const giversOfPayments: Givers = {
  ach: async (world, _value, { place: { accountId } }) => {
    const flag = { accountId, kind: 'ach-active', clause: 'J.6', why: 'Enrolled before.' } as const;
    await inTransaction(world.source, (tx) => setFlag({ tx, actor: BEFORE, now: world.now }, flag));
  },
};
