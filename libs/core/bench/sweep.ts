import { dueAccounts, openDatabase, rows } from '@curbstop/core';
import { moment } from '@curbstop/testing';
import { aBigCity } from './city.ts';
import { makeEmpty } from './copies.ts';

const ACCOUNTS = 1_000_000;
const DUE = 20_000;

/**
 * Milliseconds to pick the 20,000 accounts that are due among a million, in pages as the alarm clock takes them, with
 * their rows locked. The reference is one indexed statement that locks them all: what is picked must be held against
 * another scheduler.
 */
export async function open() {
  const url = await makeEmpty('sweep');
  await aBigCity(url, ACCOUNTS);
  const source = await openDatabase(url, { max: 2 });
  await source.query(
    `UPDATE account SET next_act_at = CASE WHEN id % $1 = 0 THEN timestamptz '2026-02-27 10:00-08'
       ELSE timestamptz '2026-03-01 10:00-08' + id * interval '3 seconds' END`,
    [ACCOUNTS / DUE],
  );
  await source.query('VACUUM ANALYZE account');
  const now = moment('2026-02-27T10:00:00-08:00');

  const timed = async (work: () => Promise<number>): Promise<number> => {
    const began = performance.now();
    const found = await work();
    if (found !== DUE) throw new Error(`${found} accounts were found, and ${DUE} are due.`);
    return performance.now() - began;
  };
  return {
    unit: 'ms',
    better: 'lower',
    rounds: 9,
    ours: () =>
      timed(async () => {
        let found = 0;
        await source.transaction(async (tx) => {
          for (let after: { readonly at: typeof now; readonly id: number } | null = null; ;) {
            const page = await dueAccounts(tx, now, after);
            const last = page.at(-1);
            if (!last) return;
            found += page.length;
            after = last;
          }
        });
        return found;
      }),
    reference: () =>
      timed(() =>
        source.transaction(
          async (tx) =>
            (
              await rows(tx, 'SELECT id FROM account WHERE next_act_at <= $1 FOR UPDATE SKIP LOCKED', [
                new Date(now).toISOString(),
              ])
            ).length,
        ),
      ),
    more: () => ({ accounts: ACCOUNTS, due: DUE }),
    close: () => source.destroy(),
  };
}
