// The floors and the circles are refused, in a tree made up for it; the tree itself is checked by `npm run lint`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { floorsRun } from './lib/floors.mjs';

const CORE = 'libs/core/src';
/** [what, the file below libs/core/src, what it imports there, the rule that refuses it (none: it passes)] */
const ARROWS = [
  ['records imports facts', 'records/bills/a.ts', 'facts/b.ts', 'core-records'],
  ['records imports a type of facts', 'records/bills/c.ts', 'type facts/b.ts', 'core-records'],
  ['facts imports an action', 'facts/a.ts', 'actions/payments/b.ts', 'core-facts'],
  ['an action imports the schedule', 'actions/payments/a.ts', 'schedule/b.ts', 'core-actions'],
  ['an action imports a view', 'actions/payments/c.ts', 'views/b.ts', 'core-actions'],
  ['a view imports an action', 'views/a.ts', 'actions/payments/b.ts', 'core-views'],
  ['the database imports the journal', 'db/a.ts', 'journal/b.ts', 'core-db'],
  ['a folder that has no floor', 'helpers/a.ts', 'db/b.ts', 'core-no-other-folder'],
  ['an action imports a rule', 'actions/payments/d.ts', 'reconcile/b.ts', undefined],
  ['an action reconciles by itself', 'actions/payments/e.ts', 'reconcile/reconcile-account.ts', 'core-reconcile-last'],
  ['a spec reconciles by itself', 'actions/f.spec.ts', 'reconcile/reconcile-account.ts', 'core-reconcile-last'],
  ['changeAccounts reconciles', 'reconcile/change-accounts.ts', 'reconcile/reconcile-account.ts', undefined],
  ['the schedule imports a view', 'schedule/a.ts', 'views/b.ts', undefined],
  ['a spec imports from above', 'records/a.spec.ts', 'actions/payments/b.ts', undefined],
];
const LOADED = {
  'libs/a/src/three.ts': "import { four } from './four.ts';\nexport const three = () => four;\n",
  'libs/a/src/four.ts': "import { three } from './three.ts';\nexport const four = () => three;\n",
};
const CIRCLE = {
  'libs/a/src/one.ts': "import { two } from './two.ts';\nexport interface One { readonly two: typeof two }\n",
  'libs/a/src/two.ts': "import type { One } from './one.ts';\nexport const two = (one: One) => one;\n",
};

describe('the floors of the tree', () => {
  let violations;

  beforeAll(() => {
    const root = mkdtempSync(join(tmpdir(), 'curbstop-floors-'));
    const put = (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    try {
      put('tsconfig.base.json', '{}');
      for (const [, from, to] of ARROWS) {
        const [target, kind] = [to.replace('type ', ''), to.startsWith('type ') ? 'import type' : 'import'];
        put(`${CORE}/${target}`, 'export const x = 1;\nexport type X = number;\n');
        put(`${CORE}/${from}`, `${kind} { X } from '${relative(dirname(from), target)}';\nexport type Y = X;\n`);
      }
      for (const [path, text] of Object.entries({ ...LOADED, ...CIRCLE })) put(path, text);
      const { script, args } = floorsRun(root, 'json');
      const run = spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
      violations = JSON.parse(run.stdout).summary.violations;
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
  const refusedAt = (path) => violations.filter(({ from }) => from === path).map(({ rule }) => rule.name);

  it.each(ARROWS)('%s', (_what, from, _to, rule) => {
    expect(refusedAt(`${CORE}/${from}`)).toEqual(rule === undefined ? [] : [rule]);
  });

  it('a circle', () => {
    expect(Object.keys(LOADED).flatMap(refusedAt)).toContain('circle');
  });

  it('a circle, even where one side imports only a type', () => {
    expect(Object.keys(CIRCLE).flatMap(refusedAt)).toContain('circle-of-types');
  });
});
