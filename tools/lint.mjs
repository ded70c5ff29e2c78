// Lints everything, or the paths named, with a project graph made just now.
//   npm run lint            node tools/lint.mjs libs/policy            node tools/lint.mjs --fix apps/billing
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Complaint } from './lib/plain.mjs';
import { withProjectGraph } from './lib/project-graph.mjs';

const root = resolve(import.meta.dirname, '..');

/** Packages side by side. */
const AT_ONCE = 2;

/**
 * Every package by itself, and what belongs to none: the rules that need types keep the program of each package that
 * they have seen, and all of them together do not fit into one process.
 */
function everything() {
  const packages = ['libs', 'apps', 'simulators'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .map((name) => `${folder}/${name}`)
      .filter((path) => existsSync(join(root, path, 'package.json'))),
  );
  return [...packages.map((path) => [path]), ['tools', 'devices', '*.mjs']];
}

function lint(paths, flags, env) {
  const args = ['--max-warnings=0', '--no-error-on-unmatched-pattern', ...flags, ...paths];
  const eslint = spawn(process.execPath, [join(root, 'node_modules/eslint/bin/eslint.js'), ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  return new Promise((done, failed) => {
    eslint.once('error', failed);
    eslint.once('exit', (code) => done(code ?? 1));
  });
}

try {
  const args = process.argv.slice(2);
  const flags = args.filter((arg) => arg.startsWith('-'));
  const named = args.filter((arg) => !arg.startsWith('-'));
  const waiting = named.length > 0 ? [named] : everything();
  process.exitCode = await withProjectGraph(root, async (env) => {
    const codes = [];
    const work = async () => {
      for (let paths = waiting.shift(); paths; paths = waiting.shift()) codes.push(await lint(paths, flags, env));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return Math.max(...codes);
  });
} catch (error) {
  console.error(error instanceof Complaint ? error.message : error);
  process.exitCode = 1;
}
