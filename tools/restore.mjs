// `npm run restore -- FILE [--force]` puts a saved city back: see `npm run backup`.
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { ensureBuilt } from './lib/build-changed.mjs';
import { lockFolder } from './lib/folder-lock.mjs';
import { Complaint } from './lib/plain.mjs';
import { POSTGRES } from './lib/postgres-settings.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { prepareDataFolder, readStartConfig } from './lib/start-config.mjs';

/** Hands over the address of the database to restore into; the one of the data folder is started for it. */
async function withTarget({ databaseUrl, ownerUrl, dataFolder }, use) {
  await prepareDataFolder(dataFolder);
  // Refuses while a start has the folder.
  const unlock = lockFolder(dataFolder);
  try {
    // Whoever owns the tables replaces them, where that is not the one that the application connects as.
    if (databaseUrl) return await use(ownerUrl ?? databaseUrl, databaseUrl);
    const server = await startPostgres({ dataDir: dataFolder, settings: POSTGRES });
    try {
      return await use(server.url, server.url);
    } finally {
      await server.stop();
    }
  } finally {
    unlock();
  }
}

/** Brings the schema up to this version as every start does, and gives the application its rights on the new tables. */
function migrate(root, ownerUrl, databaseUrl) {
  const program = spawn(process.execPath, ['--enable-source-maps', join(root, 'apps/api/dist/migrate.js')], {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: ownerUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((done, failed) => {
    program.once('error', failed);
    program.once('exit', (code) => {
      if (code === 0) done();
      else failed(new Complaint('The city is back, but its database is not ready for the programs: run npm start.'));
    });
  });
}

export async function main(args, { root, say }) {
  const force = args.includes('--force');
  const [file, ...more] = args.filter((arg) => arg !== '--force');
  if (!file || file.startsWith('-') || more.length > 0)
    throw new Complaint('Say what to restore: npm run restore -- FILE, with --force to replace a city that is there.');
  const config = readStartConfig(process.env, [], root);
  const path = resolve(file);
  await ensureBuilt(root, say);
  const { checkBackup } = await import('./lib/backup-file.mjs');
  const { journalVerdict } = await import('@curbstop/core');
  const { checkLevel, restoreCity } = await import('./lib/restore-city.mjs');
  const manifest = await checkBackup(path);
  checkLevel(manifest.migrations);
  return withTarget(config, async (url, databaseUrl) => {
    const { dataFolder } = config;
    const verdict = await restoreCity({ url, dataFolder, path, manifest, force });
    await migrate(root, url, databaseUrl);
    say(
      `${manifest.city ?? 'The city'} is back as of ${manifest.at}, with ${manifest.files.length} files in ${dataFolder}.`,
    );
    const { whole, says } = journalVerdict(verdict);
    for (const line of says) say(line);
    if (whole) return 0;
    say('The city was restored as it was saved, but its journal does not fit: see above.');
    return 1;
  });
}
