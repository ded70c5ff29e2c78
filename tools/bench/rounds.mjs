// How a workload and its reference are measured side by side, and what is reported of it.

/** Rounds of every workload that asks for no more. */
export const LEAST_ROUNDS = 5;

/**
 * Measures both in turn; which is first changes every round, so that neither always finds the machine warm.
 * @param {{ ours: (round: number) => number | Promise<number>, reference?: (round: number) => number | Promise<number> }} bench
 */
export async function roundsOf(bench, rounds) {
  const found = [];
  for (let round = 0; round < rounds; round += 1) {
    const one = { ours: 0, reference: null };
    const turns = bench.reference ? ['ours', 'reference'] : ['ours'];
    for (const side of round % 2 === 0 ? turns : turns.toReversed()) one[side] = await bench[side](round);
    found.push(one);
  }
  return found;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The line to print: medians, and the median of the rounds' own ratios, ours divided by the reference. */
export function resultOf(name, { better, unit, more }, rounds) {
  const compared = rounds.every((it) => it.reference !== null);
  const each = rounds.map((it) => ({ ...it, ratio: compared ? it.ours / it.reference : null }));
  return {
    name,
    ours: median(each.map((it) => it.ours)),
    reference: compared ? median(each.map((it) => it.reference)) : null,
    ratio: compared ? median(each.map((it) => it.ratio)) : null,
    runs: rounds.length,
    unit,
    better,
    ...more?.(),
    rounds: each,
  };
}
