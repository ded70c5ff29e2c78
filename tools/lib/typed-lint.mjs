// The rules that need types, by oxlint: the same rules in ESLint took ten times as long.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const CONFIG = join(import.meta.dirname, '../eslint/typed.oxlintrc.json');
const BIN = join(import.meta.dirname, '../../node_modules/.bin');

/** A script of Node's in a process of its own; its exit code. */
export function runNode(script, args, options) {
  const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit', ...options });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => done(code ?? 1));
  });
}

/** The part of each path that a TypeScript project covers: a package's `src`. Benchmarks and tools are in none. */
export function typedPaths(root, paths) {
  return paths.flatMap((path) => {
    const [, package_, rest] = /^(?:\.\/)?((?:apps|libs|simulators)\/[^/]+)(\/src(?:\/.*)?)?\/?$/.exec(path) ?? [];
    const found = package_ && join(package_, rest ?? 'src');
    return found && existsSync(join(root, found)) ? [found] : [];
  });
}

/** How oxlint is run on `paths`. It looks for its type checker on the path. */
export function typedRun(paths) {
  return {
    script: join(BIN, '../oxlint/bin/oxlint'),
    args: ['--type-aware', '--deny-warnings', '-c', CONFIG, ...paths],
    env: { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}` },
  };
}

/** Lints `paths` below `root` with the rules that need types; 0 when all hold. */
export function typedLint(root, paths) {
  const { script, args, env } = typedRun(paths);
  return runNode(script, args, { cwd: root, env });
}
