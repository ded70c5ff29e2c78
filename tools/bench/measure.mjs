// One workload, in a process of its own: node --import tools/lib/typescript.mjs tools/bench/measure.mjs NAME FILE
// The file exports `open()`, which makes ready what is measured: { ours, reference?, unit, better, rounds?, more?, close? }.
import { loadavg } from 'node:os';
import { pathToFileURL } from 'node:url';
import { Complaint } from '../lib/plain.mjs';
import { LEAST_ROUNDS, resultOf, roundsOf } from './rounds.mjs';

const [name, file] = process.argv.slice(2);
let bench;
try {
  const { open } = await import(pathToFileURL(file).href);
  bench = await open();
  const load = loadavg()[0];
  const rounds = await roundsOf(bench, bench.rounds ?? LEAST_ROUNDS);
  console.log(JSON.stringify({ ...resultOf(name, bench, rounds), load }));
} catch (error) {
  console.error(`${name} could not be measured:`, error instanceof Complaint ? error.message : error);
  process.exitCode = 1;
} finally {
  await bench?.close?.();
}
