import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WORKLOADS, list, parseBenchArguments } from './bench.mjs';
import { resultOf, roundsOf } from './bench/rounds.mjs';

describe('npm run bench', () => {
  it('takes names, each once', () => {
    expect(parseBenchArguments(['routes', 'ingest', 'routes'])).toEqual(['routes', 'ingest']);
    expect(parseBenchArguments([])).toEqual([]);
  });

  it.each([[['nosuch']], [['routes', 'nosuch']], [['--help']], [['toString']]])(
    'refuses %j and says what there is',
    (args) => {
      expect(() => parseBenchArguments(args)).toThrow(/There is no workload ".+"; there are .*ingest.*routes/);
    },
  );

  it('lists every workload, and each has its file', () => {
    for (const [name, { file }] of Object.entries(WORKLOADS)) {
      expect(list().join('\n')).toContain(`  ${name} `);
      expect(existsSync(join(import.meta.dirname, '..', file))).toBe(true);
    }
  });

  it('takes turns: each round has both, and the other one first', async () => {
    const order = [];
    const bench = {
      ours: (round) => order.push(`ours ${round}`),
      reference: (round) => order.push(`reference ${round}`),
    };
    await roundsOf(bench, 3);
    expect(order).toEqual(['ours 0', 'reference 0', 'reference 1', 'ours 1', 'ours 2', 'reference 2']);
  });

  it('reports medians, and the median of the ratios of each round', () => {
    const rounds = [
      { ours: 10, reference: 20 },
      { ours: 30, reference: 30 },
      { ours: 8, reference: 10 },
    ];
    expect(resultOf('x', { better: 'higher', unit: 'reads/s' }, rounds)).toEqual({
      name: 'x',
      ours: 10,
      reference: 20,
      ratio: 0.8,
      runs: 3,
      unit: 'reads/s',
      better: 'higher',
      rounds: rounds.map((it) => ({ ...it, ratio: it.ours / it.reference })),
    });
  });

  it('reports null where there is nothing to compare with', () => {
    const rounds = [{ ours: 2, reference: null }];
    expect(resultOf('x', { better: 'lower', unit: 's' }, rounds)).toMatchObject({
      ours: 2,
      reference: null,
      ratio: null,
    });
  });
});
