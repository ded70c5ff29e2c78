// `npm run backup -- FILE` saves the city, while it runs or not; `npm run restore -- FILE` puts it back. The database is
// the one that DATABASE_URL names, else the one in the data folder.
import { chmod } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ensureBuilt } from './lib/build-changed.mjs';
import { withDatabase } from './lib/city-database.mjs';
import { Complaint } from './lib/plain.mjs';
import { readStartConfig } from './lib/start-config.mjs';

export async function main(args, { root, say }) {
  const [file, ...more] = args;
  if (!file || file.startsWith('-') || more.length > 0)
    throw new Complaint('Say where to: npm run backup -- FILE (a new file, as curbstop-2026-03-17.tar.gz).');
  const config = readStartConfig(process.env, [], root);
  const path = resolve(file);
  await ensureBuilt(root, say);
  const { saveCity } = await import('./lib/save-city.mjs');
  await withDatabase(config, async (url) => {
    const saved = await saveCity({ url, dataFolder: config.dataFolder, path });
    const rows = Object.values(saved.rows).reduce((sum, count) => sum + count, 0);
    say(`${path} holds ${saved.city ?? 'the city'} as of ${saved.at}: ${rows} rows of ${saved.tables.length} tables,`);
    say(`and ${saved.files.length === 0 ? 'no files' : saved.files.join(', ')} of ${config.dataFolder}.`);
    say('It holds keys and what customers told the city: keep it where only those may read it who may read the city.');
    if (process.env.CURBSTOP_SECRET || process.env.CURBSTOP_PERMIT_KEY)
      say(
        'Keys that come from the environment (CURBSTOP_SECRET, CURBSTOP_PERMIT_KEY) are not in it: keep them yourself.',
      );
  });
  await chmod(path, 0o600);
  return 0;
}
