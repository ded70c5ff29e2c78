import type { Actor } from '@curbstop/contracts';
import { inTransaction, noteHistory, setFlag } from '@curbstop/core';
import type { ClauseId, Day, Instant, PastKind } from '@curbstop/policy';
import { addMonths, startOfDay } from '@curbstop/policy';
import type { World } from '../world.ts';
import type { Givers } from './giver.ts';

const BEFORE: Actor = { kind: 'system', part: 'loader' };

/** The clause that counts each of them. */
const COUNTED_BY: Readonly<Record<PastKind, ClauseId>> = {
  'courtesy-waiver': 'C.1.a',
  'low-income-waiver': 'C.1.b.i',
  extension: 'D.4',
  'broken-extension': 'D.8',
  arrangement: 'I.2',
  'broken-arrangement': 'D.8',
  'lost-appeal': 'H.1',
  nsf: 'K.8',
  'ach-return': 'K.9.a',
  'cash-only': 'J.7.b',
  'cash-only-released': 'J.7.a',
  'late-bill': 'D.8',
};

interface Past {
  readonly on: Day;
  readonly was: PastKind;
}

/** J.7.a: Cash Only stands a year, unless it was released since. */
function standsUntil(world: World, past: Past, history: readonly Past[]): Instant | null {
  if (past.was !== 'cash-only') return null;
  if (history.some((other) => other.was === 'cash-only-released' && other.on >= past.on)) return null;
  const until = startOfDay(addMonths(past.on, 12), world.timeZone);
  return until > world.now ? until : null;
}

/** Earlier facts: what counts in rolling windows and calendar years. */
export const giversOfHistory: Givers = {
  history: async (world, value, { place: { accountId } }) => {
    for (const valuesOf of value) {
      const at = startOfDay(valuesOf.on, world.timeZone);
      const clause = COUNTED_BY[valuesOf.was];
      const until = standsUntil(world, valuesOf, value);
      await inTransaction(world.source, async (tx) => {
        await noteHistory({ tx, actor: BEFORE, now: at }, { accountId, was: valuesOf.was, on: valuesOf.on, clause });
        if (until === null) return;
        const why = 'Payments came back before.';
        await setFlag({ tx, actor: BEFORE, now: at }, { accountId, kind: 'cash-only', clause: 'J.7', why, until });
      });
    }
  },
};
