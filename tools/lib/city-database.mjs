// The database of a city, for a tool that only looks at it: the one that DATABASE_URL names, or the data folder's.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { lockFolder } from './folder-lock.mjs';
import { Complaint } from './plain.mjs';
import { lookInto } from './postgres-home.mjs';
import { POSTGRES } from './postgres-settings.mjs';
import { startPostgres } from './postgres.mjs';

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

/** Runs one of the API's programs against a city's database and data folder; hands over its exit code. */
export function runOn(url, { root, script, dataFolder, args = [] }) {
  const path = join(root, 'apps/api/dist', script);
  const program = spawn(process.execPath, ['--enable-source-maps', path, ...args], {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url, CURBSTOP_DATA: dataFolder },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((done, failed) => {
    program.once('error', failed);
    program.once('exit', (code) => done(code ?? 1));
  });
}
