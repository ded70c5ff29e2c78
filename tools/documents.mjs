// `npm run documents -- samples FOLDER` writes one of every paper in every language, of an account that nobody has;
// `npm run documents -- show KIND --account NUMBER --out FILE` writes one of an account of the database that DATABASE_URL
// names, else of the city in the data folder, whether it is running or stopped.
import { resolve } from 'node:path';
import { ensureBuilt } from './lib/build-changed.mjs';
import { runOn, withDatabase } from './lib/city-database.mjs';
import { readStartConfig } from './lib/start-config.mjs';

/** What names a file is meant from where the command was typed. */
const inPlace = (args) =>
  args.map((word, at) => (args[at - 1] === '--out' || (args[0] === 'samples' && at === 1) ? resolve(word) : word));

export async function main(args, { root, say }) {
  await ensureBuilt(root, say);
  const config = readStartConfig(process.env, [], root);
  const run = (url) =>
    runOn(url, { root, script: 'documents-command.js', dataFolder: config.dataFolder, args: inPlace(args) });
  // The samples are of no city.
  return args[0] === 'samples' ? run('') : withDatabase(config, run);
}
