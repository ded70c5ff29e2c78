// `npm run journal:verify` reads the journal whole: of the database that DATABASE_URL names, else of the city in the
// data folder, whether it runs or not; and holds it against the seals in the data folder. The status is 1 when something
// does not fit.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build-changed.mjs';
import { withDatabase } from './lib/city-database.mjs';
import { Complaint } from './lib/plain.mjs';
import { readStartConfig } from './lib/start-config.mjs';

function verify(root, url, dataFolder) {
  const script = join(root, 'apps/billing/dist/verify-journal.js');
  const program = spawn(process.execPath, ['--enable-source-maps', script], {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url, CURBSTOP_DATA: dataFolder },
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
  return withDatabase(config, (url) => verify(root, url, config.dataFolder));
}
