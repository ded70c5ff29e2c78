import { setTimeout as pause } from 'node:timers/promises';
import type { CrewJob } from '@curbstop/contracts';
import { House } from '../../apps/e2e/src/support/house.ts';
import type { Place } from '../../apps/e2e/src/support/house.ts';

/** A bill of $112.80 with its late charge of day 43. */
const OWED = 12_408;
const ROUNDS = 5;
const PAYMENTS = 40;
/** Orders of one release. */
const AT_ONCE = 50;

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/**
 * A payment posted over HTTP until the crew tablet's live connection is told to stop, in milliseconds: billing, the
 * database and the connection are the real ones. The payments come one after the other. A round gives its slowest; `ours`, printed, is the p99 of all.
 */
export async function open() {
  const house = await House.open('2026-01-05T06:00:00-08:00');
  const places: Place[] = [];
  for (let nth = 0; nth < ROUNDS * PAYMENTS; nth += 1) places.push(await house.place());
  await house.untilDay60(...places);
  await house.at('2026-03-16T17:00:00-07:00');
  await house.at('2026-03-17T08:30:00-07:00');
  const [dispatcher, crew, clerk] = [await house.as('dispatcher'), await house.as('crew'), await house.as('clerk')];
  const orders: number[] = [];
  for (const place of places) orders.push(await house.turnOffOf(place));
  for (let from = 0; from < orders.length; from += AT_ONCE) {
    const some = orders.slice(from, from + AT_ONCE);
    const refused = [
      ...(await dispatcher.release(...some)).refused,
      ...(await dispatcher.assign(house.crewId, ...some)).refused,
    ];
    if (refused.length > 0) throw new Error(`Not released or not assigned: ${JSON.stringify(refused[0])}.`);
  }
  const tablet = await crew.listen();
  const all: number[] = [];

  const payOnce = async (place: Place, orderId: number): Promise<number> => {
    let heard: (job: CrewJob) => void = () => undefined;
    const told = new Promise<number>((done) => {
      heard = (job) => {
        if (job.orderId === orderId) done(performance.now());
      };
      tablet.on('recall', heard);
    });
    const posted = performance.now();
    const receipt = clerk.pay(place.accountId, OWED);
    const late = new AbortController();
    const at = await Promise.race([told, pause(10_000, null, { signal: late.signal })]);
    late.abort();
    tablet.off('recall', heard);
    await receipt;
    if (at === null) throw new Error(`The tablet was not told of order ${orderId} within ten seconds.`);
    return at - posted;
  };

  return {
    unit: 'ms',
    better: 'lower',
    rounds: ROUNDS,
    ours: async (round: number) => {
      const took: number[] = [];
      for (let nth = round * PAYMENTS; nth < (round + 1) * PAYMENTS; nth += 1) {
        const [place, orderId] = [places[nth], orders[nth]];
        if (!place || orderId === undefined) throw new Error(`There is no account ${nth}.`);
        took.push(await payOnce(place, orderId));
      }
      all.push(...took);
      return Math.max(...took);
    },
    // All payments together have a hundredth; those of one round have only a slowest.
    more: () => ({ ours: percentile(all, 0.99), payments: all.length, p50: percentile(all, 0.5) }),
    close: async () => {
      tablet.disconnect();
      await house.close();
    },
  };
}
