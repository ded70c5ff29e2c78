// `npm run scenario -- PATH...` tries the policy from outside: a PostgreSQL of its own, quick rather than safe and
// thrown away, and apps/scenarios from its sources. Only the report goes to the output; the talk beside it does not.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Settings of a server whose data nobody needs after a crash. */
const QUICK = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '100',
  autovacuum: 'off',
  jit: 'off',
};

function run(args, { root, url }) {
  const program = spawn(
    process.execPath,
    [
      '--enable-source-maps',
      '--conditions=@curbstop/source',
      '--import',
      join(root, 'tools/lib/typescript.mjs'),
      join(root, 'apps/scenarios/src/main.ts'),
      ...args,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        CURBSTOP_TEST_DATABASE_URL: url,
        CURBSTOP_TEST_RUN: randomBytes(4).toString('hex'),
      },
    },
  );
  return new Promise((done, failed) => {
    program.once('error', failed);
    program.once('exit', (code) => done(code ?? 2));
  });
}

export async function main(args, { root }) {
  const { startPostgres } = await import('./lib/postgres.mjs');
  const folder = await mkdtemp(join(tmpdir(), 'curbstop-scenario-'));
  const database = await startPostgres({ dataDir: join(folder, 'database'), settings: QUICK });
  try {
    return await run(args, { root, url: database.url });
  } finally {
    await database.remove();
    await rm(folder, { recursive: true, force: true });
  }
}
