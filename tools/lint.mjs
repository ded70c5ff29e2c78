// Lints everything, or the paths named: ESLint with a project graph made just now, the rules that need types, and, with
// everything, the floors of the tree.
//   npm run lint            node tools/lint.mjs libs/policy            node tools/lint.mjs --fix apps/api
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkFloors } from './lib/floors.mjs';
import { Complaint } from './lib/plain.mjs';
import { withProjectGraph } from './lib/project-graph.mjs';
import { runNode, typedLint, typedPaths } from './lib/typed-lint.mjs';

const root = resolve(import.meta.dirname, '..');
const ESLINT = join(root, 'node_modules/eslint/bin/eslint.js');
/** Everything, in two halves that are linted side by side. */
const HALVES = [['apps'], ['libs', 'simulators', 'tools', 'devices', '*.mjs']];

const everyPackage = () =>
  ['libs', 'apps', 'simulators'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  );

try {
  const args = process.argv.slice(2);
  const flags = ['--max-warnings=0', '--no-error-on-unmatched-pattern', ...args.filter((arg) => arg.startsWith('-'))];
  const named = args.filter((arg) => !arg.startsWith('-'));
  const codes = await withProjectGraph(root, (env) =>
    Promise.all(
      (named.length > 0 ? [named] : HALVES).map((paths) => runNode(ESLINT, [...flags, ...paths], { cwd: root, env })),
    ),
  );
  const typed = typedPaths(root, named.length > 0 ? named : everyPackage());
  if (typed.length > 0) codes.push(await typedLint(root, typed));
  if (named.length === 0) codes.push(await checkFloors(root));
  process.exitCode = Math.max(...codes);
} catch (error) {
  console.error(error instanceof Complaint ? error.message : error);
  process.exitCode = 1;
}
