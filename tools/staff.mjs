// `npm run staff -- list | add | disable | enable | reset-password | reset-two-step` manages who may sign in: of the
// database that DATABASE_URL names, else of the city in the data folder, whether it is running or stopped.
import { ensureBuilt } from './lib/build-changed.mjs';
import { runOn, withDatabase } from './lib/city-database.mjs';
import { readStartConfig } from './lib/start-config.mjs';

export async function main(args, { root, say }) {
  const config = readStartConfig(process.env, [], root);
  await ensureBuilt(root, say);
  return withDatabase(config, (url) =>
    runOn(url, { root, script: 'staff-command.js', dataFolder: config.dataFolder, args }),
  );
}
