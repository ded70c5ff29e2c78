// Type-checks the packages: all of them in two runs (Node and web side by side), or the folders named.
//   node tools/types.mjs            node tools/types.mjs libs/policy
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const named = process.argv.slice(2);
const projects = named.length ? named : ['tsconfig.node.json', 'tsconfig.web.json'];

const check = (project) =>
  new Promise((done, failed) => {
    const path = resolve(root, project);
    const config = path.endsWith('.json') ? path : join(path, 'tsconfig.json');
    if (!existsSync(config)) {
      failed(new Error(`No such package: ${project} has no tsconfig.json.`));
      return;
    }
    // What a run has found is kept, so that the next one looks only at what changed.
    const kept = join(root, '.nx/types', `${relative(root, config).replaceAll(/[^\w.]/g, '-')}.tsbuildinfo`);
    const args = ['-p', config, '--incremental', '--tsBuildInfoFile', kept];
    const tsc = spawn(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    tsc.on('error', failed);
    tsc.on('exit', (code) => done(code ?? 1));
  });

const codes = await Promise.all(projects.map(check));
process.exitCode = Math.max(...codes);
