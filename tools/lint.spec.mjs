// The refusals of the lint, proved: each offence is refused by the rule meant for it, and what is allowed passes.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { OFFENCES } from './eslint/offences.mjs';
import { withProjectGraph } from './lib/project-graph.mjs';

const root = resolve(import.meta.dirname, '..');

describe('the lint', () => {
  let refusals;

  beforeAll(async () => {
    refusals = await withProjectGraph(root, (env) => {
      const run = spawnSync(process.execPath, [resolve(root, 'tools/eslint/lint-texts.mjs')], {
        cwd: root,
        env: { ...env, CURBSTOP_LINT_TYPES: 'off' },
        input: JSON.stringify(OFFENCES.map(([, path, code]) => ({ path, code }))),
        encoding: 'utf8',
      });
      if (run.status !== 0) throw new Error(run.stderr);
      return JSON.parse(run.stdout);
    });
  });

  it.each(OFFENCES.map(([what, , , rule], index) => [what, rule, index]))('%s', (_what, rule, index) => {
    if (rule === undefined) expect(refusals[index]).toEqual([]);
    else expect(refusals[index]).toContainEqual(expect.stringContaining(rule));
  });
});
