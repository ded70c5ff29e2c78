// `npm run journal:verify` reads the journal whole: of the database that DATABASE_URL names, else of the city in the
// data folder, whether it runs or not. The status is 1 when a link does not fit.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build-changed.mjs';
import { lockFolder } from './lib/folder-lock.mjs';
import { Complaint } from './lib/plain.mjs';
import { lookInto } from './lib/postgres-home.mjs';
import { POSTGRES } from './lib/postgres-settings.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { readStartConfig } from './lib/start-config.mjs';

/**
 * Hands over the address of the database that is meant: of the one that DATABASE_URL names, or of the city in the data
 * folder. A city that does not run is started for this alone.
 */
export async function withDatabase({ databaseUrl, dataFolder }, use) {
  if (databaseUrl) return use(databaseUrl);
  const { kept, url } = await lookInto(dataFolder);
  if (!kept) {
    throw new Complaint(
      `There is no city in ${dataFolder}: npm start makes one there. CURBSTOP_DATA names another folder, DATABASE_URL a database.`,
    );
  }
  if (url) return use(url);
  const unlock = lockFolder(dataFolder);
  try {
    const server = await startPostgres({ dataDir: dataFolder, settings: POSTGRES });
    try {
      return await use(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    unlock();
  }
}

function verify(root, url) {
  const script = join(root, 'apps/billing/dist/verify-journal.js');
  const program = spawn(process.execPath, ['--enable-source-maps', script], {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((done, failed) => {
    program.once('error', failed);
    program.once('exit', (code) => done(code ?? 1));
  });
}

export async function main(args, { root, say }) {
  if (args.length > 0) throw new Complaint('npm run journal:verify takes nothing beside it.');
  const config = readStartConfig(process.env, [], root);
  await ensureBuilt(root, say);
  return withDatabase(config, (url) => verify(root, url));
}
