// Lives some years and says what came of them, as one line of JSON:
// node --import tools/lib/typescript.mjs libs/policy/bench/live-years.ts SEED FROM COUNT
import { liveYear, readable } from '../src/test/years/year.fixture.ts';
import type { Tally } from '../src/test/years/life.fixture.ts';

/** Of years that went wrong so many are told. */
const MOST_TOLD = 3;

const [seed = 0, from = 0, count = 0] = process.argv.slice(2).map(Number);
const tally: Tally = {};
const told: string[] = [];
let wrong = 0;
for (let year = from; year < from + count; year++) {
  const found = liveYear(seed, year, tally);
  if (found === null) continue;
  wrong += 1;
  if (told.length < MOST_TOLD) told.push(readable(found, seed));
}
console.log(JSON.stringify({ years: count, wrong, told, tally }));
