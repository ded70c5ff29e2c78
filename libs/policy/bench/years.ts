import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const LOADER = fileURLToPath(new URL('../../../tools/lib/typescript.mjs', import.meta.url));
const SCRIPT = fileURLToPath(new URL('live-years.ts', import.meta.url));

export interface Lived {
  readonly years: number;
  readonly wrong: number;
  /** Some of the wrong years, as they can be read. */
  readonly told: readonly string[];
  /** How often each thing happened. */
  readonly tally: Readonly<Record<string, number>>;
}

/** Lives `count` years in a process of its own: no test runner stands between the policy and the processor. */
export function liveYears(seed: number, from: number, count: number): Promise<Lived> {
  const child = spawn(process.execPath, ['--import', LOADER, SCRIPT, String(seed), String(from), String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => {
      if (code === 0) done(JSON.parse(out) as Lived);
      else failed(new Error(`The years from ${from} on of CURBSTOP_SEED=${seed} were not lived to their end.`));
    });
  });
}

/** Years in all, and rounds they are lived in. */
const YEARS = 1_000_000;
const ROUNDS = 5;

/**
 * Account-years lived a second, on every processor: bills, payments, returns, waivers, extensions, plans, appeals, closes
 * and outages by chance, each year checked to the cent and each close against a second reading of the policy. It fails when one
 * year of the million is wrong, and prints that year. No reference.
 */
export function open() {
  const seed = Number(process.env['CURBSTOP_SEED'] ?? randomInt(2 ** 31));
  const share = YEARS / ROUNDS;
  let [years, wrong] = [0, 0];
  return {
    unit: 'years/s',
    better: 'higher',
    rounds: ROUNDS,
    ours: async (round: number) => {
      const began = performance.now();
      const children = availableParallelism();
      const each = Math.ceil(share / children);
      const lived = await Promise.all(
        Array.from({ length: children }, (_, nth) =>
          liveYears(seed, round * share + nth * each, Math.min(each, share - nth * each)),
        ),
      );
      const found = lived.reduce((sum, lived) => sum + lived.wrong, 0);
      years += share;
      wrong += found;
      if (found > 0) throw new Error(`${found} years are wrong.\n${lived.flatMap((lived) => lived.told).join('\n\n')}`);
      return share / ((performance.now() - began) / 1_000);
    },
    more: () => ({ years, wrong, seed }),
  };
}
