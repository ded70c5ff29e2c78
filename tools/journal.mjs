// `npm run journal:verify` reads the journal whole: of the database that DATABASE_URL names, else of the city in the
// data folder, whether it runs or not; and holds it against the seals in the data folder. The status is 1 when something
// does not fit.
import { ensureBuilt } from './lib/build-changed.mjs';
import { runOn, withDatabase } from './lib/city-database.mjs';
import { Complaint } from './lib/plain.mjs';
import { readStartConfig } from './lib/start-config.mjs';

export async function main(args, { root, say }) {
  if (args.length > 0) throw new Complaint('npm run journal:verify takes nothing beside it.');
  const config = readStartConfig(process.env, [], root);
  await ensureBuilt(root, say);
  return withDatabase(config, (url) =>
    runOn(url, { root, script: 'verify-journal.js', dataFolder: config.dataFolder }),
  );
}
