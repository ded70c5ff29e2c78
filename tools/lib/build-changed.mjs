// Builds what changed. Nx takes seconds even when it has nothing to do, so the sources are compared first.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Complaint } from './plain.mjs';

const GROUPS = ['libs', 'apps', 'simulators'];
/** What decides how packages are built, besides their own files. */
const SHARED = ['package-lock.json', 'tsconfig.base.json', 'tools/build.mjs', 'tools/lib/swc.mjs'];
const LEFT_OUT = new Set(['dist', 'node_modules']);

/** The workspace's packages: folder and package.json. */
export function packagesOf(root) {
  return GROUPS.flatMap((group) =>
    existsSync(join(root, group)) ? readdirSync(join(root, group)).map((name) => join(group, name)) : [],
  )
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) }));
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : filesUnder(path);
    return entry.isFile() && !/\.spec\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** One hash of everything that a build reads. */
export async function hashSources(root) {
  const files = [
    ...SHARED.map((file) => join(root, file)),
    ...packagesOf(root).flatMap(({ folder }) => filesUnder(join(root, folder))),
  ];
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    hash.update(`\0${relative(root, file)}\0`);
    await pipeline(createReadStream(file), async (chunks) => {
      for await (const chunk of chunks) hash.update(chunk);
    });
  }
  return hash.digest('hex');
}

/** Runs Nx over every package; what it says is shown only when it fails. */
function runNx(root, whileRunning) {
  return new Promise((done, failed) => {
    const nx = spawn(
      process.execPath,
      [
        realpathSync(join(root, 'node_modules/.bin/nx')),
        'run-many',
        '-t',
        'build',
        '--parallel=2',
        '--output-style=stream',
      ],
      {
        cwd: root,
        env: {
          ...process.env,
          NX_DAEMON: 'false',
          NX_NO_CLOUD: 'true',
          NX_TUI: 'false',
          NODE_ENV: 'production',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    whileRunning(nx);
    let said = '';
    const keep = (chunk) => (said += chunk);
    nx.stdout.on('data', keep);
    nx.stderr.on('data', keep);
    nx.once('error', failed);
    nx.once('close', (code) => {
      whileRunning(undefined);
      if (code === 0) done();
      else failed(new Complaint(`${said.trim()}\n\nThe build failed, see above.`));
    });
  });
}

/** Brings every `dist` up to date with the sources; `whileRunning` is given Nx's process, for whoever has to end it. */
export async function ensureBuilt(root, say, whileRunning = () => undefined) {
  const hash = await hashSources(root);
  const stamp = join(root, 'node_modules/.cache/curbstop/built');
  const whole = packagesOf(root).every(
    ({ folder, manifest }) =>
      !/build\.mjs|vite build/.test(manifest.scripts?.build ?? '') || existsSync(join(root, folder, 'dist')),
  );
  if (whole && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say('Building what changed.');
  await runNx(root, whileRunning);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
