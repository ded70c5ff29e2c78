// Which clauses of the policy have a function, a boundary test and a scenario.
//   node tools/coverage.mjs          the line that `npm test` ends with, and what is missing
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SKIPPED = new Set(['node_modules', 'dist', '.data', '.nx', '.git']);
const CLAUSE = String.raw`[A-MZ]\.\d[\w.]*(?:-[abc])?`;
/** An entry of the register: `clause('C.1.a', { ... })`. */
const ENTRY = new RegExp(String.raw`\bclause\(\s*'(${CLAUSE})'`, 'g');
/** A test whose title begins with its clause: `'C.1.a boundary: ...'`. */
const BOUNDARY = new RegExp(String.raw`['"\`](${CLAUSE}) boundary\b`, 'g');
const CLAUSES_OF_SCENARIO = /^clauses:\s*\[([^\]]*)\]/m;

async function* filesUnder(folder, wanted) {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) yield* filesUnder(path, wanted);
    } else if (wanted.test(entry.name)) yield path;
  }
}

/** Everything that a pattern's first group finds in files. */
async function found(folders, wanted, pattern) {
  const all = new Set();
  for (const folder of folders) {
    for await (const path of filesUnder(folder, wanted)) {
      for (const [, id] of (await readFile(path, 'utf8')).matchAll(pattern)) all.add(id);
    }
  }
  return all;
}

/** Clauses that scenarios name, in a list on one line. */
async function scenarioClauses(folder) {
  const all = new Set();
  for await (const path of filesUnder(folder, /\.ya?ml$/)) {
    const list = CLAUSES_OF_SCENARIO.exec(await readFile(path, 'utf8'))?.[1] ?? '';
    for (const id of list.split(',')) all.add(id.trim().replace(/^['"]|['"]$/g, ''));
  }
  return all;
}

/** The clauses of the table, and those of them without a function, a boundary test or a scenario. */
export async function coverage(root) {
  const table = await readFile(join(root, 'libs/policy/src/clauses/clause-ids.ts'), 'utf8');
  const clauses = [...table.matchAll(new RegExp(`^\\s*'(${CLAUSE})',$`, 'gm'))].map(([, id]) => id);
  const functions = await found([join(root, 'libs/policy/src')], /(?<!\.spec)\.ts$/, ENTRY);
  const code = ['libs', 'apps', 'simulators'].map((name) => join(root, name));
  const boundary = await found(code, /\.spec\.tsx?$/, BOUNDARY);
  const scenarios = await scenarioClauses(join(root, 'apps/scenarios/scenarios'));
  const without = (have) => clauses.filter((id) => !have.has(id));
  return {
    clauses,
    withoutFunction: without(functions),
    withoutBoundaryTest: without(boundary),
    withoutScenario: without(scenarios),
  };
}

/** The line of counts. */
export function coverageLine({ clauses, withoutFunction, withoutBoundaryTest, withoutScenario }) {
  const all = clauses.length;
  const count = (missing) => all - missing.length;
  return `Clauses: ${all} in the table, ${count(withoutFunction)} functions, ${count(withoutBoundaryTest)} boundary tests, ${count(withoutScenario)} with scenarios`;
}

/** Says the counts, and every clause that lacks something. */
export async function main(root, say) {
  const found = await coverage(root);
  say(coverageLine(found));
  for (const [what, missing] of [
    ['function', found.withoutFunction],
    ['boundary test', found.withoutBoundaryTest],
    ['scenario', found.withoutScenario],
  ]) {
    if (missing.length > 0) say(`Without a ${what}: ${missing.join(', ')}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  void main(fileURLToPath(new URL('..', import.meta.url)), console.log);
}
