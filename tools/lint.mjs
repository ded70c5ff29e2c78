// Lints everything, or the paths named, with a project graph made just now.
//   npm run lint            node tools/lint.mjs libs/policy            node tools/lint.mjs --fix apps/billing
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { Complaint } from './lib/plain.mjs';
import { withProjectGraph } from './lib/project-graph.mjs';

const root = resolve(import.meta.dirname, '..');

try {
  const args = process.argv.slice(2);
  const paths = args.some((arg) => !arg.startsWith('-')) ? args : [...args, '.'];
  process.exitCode = await withProjectGraph(
    root,
    (env) =>
      new Promise((done, failed) => {
        const eslint = spawn(
          process.execPath,
          [
            join(root, 'node_modules/eslint/bin/eslint.js'),
            '--max-warnings=0',
            '--no-error-on-unmatched-pattern',
            ...paths,
          ],
          { cwd: root, env, stdio: 'inherit' },
        );
        eslint.once('error', failed);
        eslint.once('exit', (code) => done(code ?? 1));
      }),
  );
} catch (error) {
  console.error(error instanceof Complaint ? error.message : error);
  process.exitCode = 1;
}
