// The refusals of the lint, proved: each offence is refused by the rule meant for it, and what is allowed passes.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { OFFENCES } from './eslint/offences.mjs';
import { withProjectGraph } from './lib/project-graph.mjs';
import { typedPaths, typedRun } from './lib/typed-lint.mjs';

const root = resolve(import.meta.dirname, '..');

describe('the lint', () => {
  let refusals;

  beforeAll(async () => {
    refusals = await withProjectGraph(root, (env) => {
      const run = spawnSync(process.execPath, [resolve(root, 'tools/eslint/lint-texts.mjs')], {
        cwd: root,
        env,
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

describe('the lint that knows types', () => {
  const CONTEXT = 'const later = async (): Promise<number> => 1;\ndeclare const anything: any;\n';
  const TYPED = [
    ['a promise that nobody waits for', 'later();', 'no-floating-promises'],
    ['a promise as a condition', 'export const x = () => (later() ? 1 : 2);', 'no-misused-promises'],
    ['an await of what is no promise', 'export const x = async () => await 1;', 'await-thenable'],
    ['any given back as a string', 'export const x = (): string => anything;', 'no-unsafe-return'],
    [
      'a switch that leaves out a member',
      "export const x = (of: 'a' | 'b') => {\n  switch (of) {\n    case 'a':\n      return 1;\n  }\n};",
      'switch-exhaustiveness-check',
    ],
    ['what is allowed', 'export const x = async () => await later();', undefined],
  ];

  it.each(TYPED)('%s', (_what, code, rule) => {
    const folder = mkdtempSync(join(tmpdir(), 'curbstop-typed-'));
    try {
      mkdirSync(join(folder, 'src'));
      const options = { strict: true, module: 'nodenext', target: 'es2022', types: [] };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['src'] }));
      writeFileSync(join(folder, 'src/offence.ts'), `${CONTEXT}${code}\nexport {};\n`);
      const { script, args, env } = typedRun(['src']);
      const run = [process.execPath, [script, ...args], { cwd: folder, env, encoding: 'utf8' }];
      const { status, stdout } = spawnSync(...run);
      expect([status === 0, stdout.match(/typescript\(([\w-]+)\)/)?.[1]]).toEqual([rule === undefined, rule]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('looks at the sources of packages, and only at these', () => {
    const named = ['libs/policy', 'apps/desk/src/app.tsx', './libs/core/src', 'libs/core/bench', 'tools', 'apps/none'];
    expect(typedPaths(root, named)).toEqual(['libs/policy/src', 'apps/desk/src/app.tsx', 'libs/core/src']);
  });
});
