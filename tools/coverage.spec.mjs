import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { coverage, coverageLine, main } from './coverage.mjs';

describe('the count of clauses', () => {
  let root;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'curbstop-coverage-'));
    const put = async (path, text) => {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    };
    await put(
      'libs/policy/src/clauses/clause-ids.ts',
      "export const CLAUSE_IDS = [\n  'A.1',\n  'C.1.b.ii',\n  'G.2-a',\n  'K.10',\n];\n",
    );
    await put('libs/policy/src/a.ts', "clause('A.1', {})");
    await put('libs/policy/src/c.ts', "[clause(\n  'C.1.b.ii',\n  {},\n), clause('G.2-a', {})]");
    await put('libs/policy/src/c.spec.ts', "clause('K.10', {}); it('C.1.b.ii boundary: one cent', () => {});");
    await put('apps/x/src/deep/x.db.spec.ts', "it.each([['G.2-a boundary: the last second']])");
    await put('apps/x/dist/y.spec.ts', "it('A.1 boundary: built, not ours')");
    await put('apps/x/src/z.spec.ts', "it('about A.1 boundary: no title', () => {});");
    await put('apps/scenarios/scenarios/a/one.yaml', 'title: One\nclauses: [A.1, "K.10"]\n');
  });
  afterAll(() => rm(root, { recursive: true }));

  it('finds what has a function, a boundary test and a scenario, and names the rest', async () => {
    const found = await coverage(root);
    expect(found).toEqual({
      clauses: ['A.1', 'C.1.b.ii', 'G.2-a', 'K.10'],
      withoutFunction: ['K.10'],
      withoutBoundaryTest: ['A.1', 'K.10'],
      withoutScenario: ['C.1.b.ii', 'G.2-a'],
    });
    expect(coverageLine(found)).toBe('Clauses: 4 in the table, 3 functions, 2 boundary tests, 2 with scenarios');
  });

  it('says what is missing', async () => {
    const said = [];
    await main(root, (line) => said.push(line));
    expect(said).toEqual([
      'Clauses: 4 in the table, 3 functions, 2 boundary tests, 2 with scenarios',
      'Without a function: K.10',
      'Without a boundary test: A.1, K.10',
      'Without a scenario: C.1.b.ii, G.2-a',
    ]);
  });
});

describe('the clauses of the policy', () => {
  it('have each a function and a boundary test', async () => {
    const found = await coverage(fileURLToPath(new URL('..', import.meta.url)));
    expect(found.withoutFunction).toEqual([]);
    expect(found.withoutBoundaryTest).toEqual([]);
  });
});
