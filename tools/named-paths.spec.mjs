import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { documentFiles, faultsOf } from './named-paths.mjs';

const root = resolve(import.meta.dirname, '..');
const MOST_LINES = 120;
/** From one of our programs to another: nobody sets it. */
const HANDED_DOWN = 'CURBSTOP_LISTEN_FD';
const MIGRATIONS = 'libs/core/src/migrations';
const LARGEST_PICTURE = 250_000;
const text = (path) => readFileSync(join(root, path), 'utf8');
const packages = ['apps', 'libs', 'simulators'].flatMap((group) =>
  readdirSync(join(root, group))
    .map((name) => `${group}/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'package.json'))),
);

describe('documents', () => {
  it.each(documentFiles(root))('%s names only what is in the tree', (path) => {
    expect(faultsOf(root, path, text(path))).toEqual([]);
  });

  it('README.md has at most 120 lines', () => {
    expect(text('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(MOST_LINES);
  });

  it('pictures are small enough to load with the page', () => {
    const pictures = readdirSync(join(root, 'docs/images'));
    const large = pictures.filter((name) => statSync(join(root, 'docs/images', name)).size > LARGEST_PICTURE);
    expect([pictures.length, large]).toEqual([3, []]);
  });

  it.each(packages)('%s has a README that says what it may import and where to begin', (folder) => {
    expect(text(`${folder}/README.md`)).toMatch(/\*\*May import\*\*[\s\S]*\*\*Begin\*\*/);
  });

  it('docs/operations.md has every variable that a program reads', () => {
    const configs = ['api', 'scheduler', 'gateway'].map((app) => text(`apps/${app}/src/config.ts`));
    const read = configs.flatMap((config) => [...config.matchAll(/^ +([A-Z][A-Z_]+): /gm)].map(([, name]) => name));
    const explained = new Set([...text('docs/operations.md').matchAll(/`([A-Z_]+)`/g)].map(([, word]) => word));
    expect(read).toContain('METRICS_TOKEN');
    expect(read.filter((name) => name !== HANDED_DOWN && !explained.has(name))).toEqual([]);
  });

  it('docs/data-model.md has every table that the migrations make', () => {
    const migrations = readdirSync(join(root, MIGRATIONS)).map((name) => text(`${MIGRATIONS}/${name}`));
    const made = migrations.flatMap((migration) =>
      [...migration.matchAll(/CREATE TABLE (\w+) \(/g)].map(([, table]) => table),
    );
    const explained = new Set([...text('docs/data-model.md').matchAll(/`(\w+)`/g)].map(([, word]) => word));
    expect(made.length).toBeGreaterThan(50);
    expect(made.filter((table) => !explained.has(table))).toEqual([]);
  });

  it.each([
    [
      'a file that is not there',
      'docs/a.md',
      'See `libs/policy/src/gone.ts`.',
      ['docs/a.md: there is no libs/policy/src/gone.ts'],
    ],
    ['a folder that is not there', 'README.md', 'In `apps/nowhere`.', ['README.md: there is no apps/nowhere']],
    [
      'a path in a command',
      'README.md',
      '    npm run scenario -- apps/scenarios/gone',
      ['README.md: there is no apps/scenarios/gone'],
    ],
    [
      'a program that nothing is built from',
      'README.md',
      '`tools/dist/gone.js`',
      ['README.md: there is no tools/dist/gone.js'],
    ],
    [
      'a path of the package',
      'libs/policy/README.md',
      '`src/gone.ts`',
      ['libs/policy/README.md: there is no src/gone.ts'],
    ],
    ['a link', 'docs/a.md', '[b](gone.md)', ['docs/a.md: the link gone.md leads nowhere']],
    [
      'a picture',
      'README.md',
      '![b](docs/gone.png)',
      ['README.md: there is no docs/gone.png', 'README.md: the link docs/gone.png leads nowhere'],
    ],
    [
      'a heading',
      'README.md',
      '[b](CONTRIBUTING.md#gone)',
      ['README.md: the link CONTRIBUTING.md#gone names no heading of CONTRIBUTING.md'],
    ],
  ])('%s is found', (_what, path, written, faults) => {
    expect(faultsOf(root, path, written)).toEqual(faults);
  });

  it('what is there, a placeholder, an address and another site are no faults', () => {
    const written = [
      '`tools/run.mjs`, `libs/policy/src/sections/<letter>`, `apps/*/src`, and tools/named-paths.mjs.',
      '`/docs/gone`, `https://example.com/apps/gone`, `application/problem+json`',
      '[commits](CONTRIBUTING.md#commits), [site](https://example.com/gone.md), [here](#commits)',
    ].join('\n');
    expect(faultsOf(root, 'CONTRIBUTING.md', written)).toEqual([]);
  });
});
