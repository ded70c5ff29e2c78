// `npm start`, `npm test`, `npm run bench`, `npm run scenario`, `npm run journal:verify`, `npm run backup`,
// `npm run restore` and `npm run data` come through here: check Node, install what the lock file names, build what changed, run. Node's own modules only, until everything is
// installed.
import { resolve } from 'node:path';
import { checkNode, checkPath, ensureInstalled } from './lib/install.mjs';
import { Complaint } from './lib/plain.mjs';

const root = resolve(import.meta.dirname, '..');
const commands = [
  'start',
  'test',
  'bench',
  'scenario',
  'journal',
  'backup',
  'restore',
  'data',
  'staff',
  'documents',
  'screenshots',
];
/** What a bench or a scenario prints is read by programs: the talk beside it goes elsewhere. */
const say = (line) => (['bench', 'scenario'].includes(process.argv[2]) ? console.error(line) : console.log(line));

try {
  const [command, ...args] = process.argv.slice(2);
  if (!commands.includes(command)) throw new Complaint(`Say what to run: node tools/run.mjs ${commands.join(' | ')}.`);
  checkNode();
  checkPath(root);
  ensureInstalled(root, say);
  const { main } = await import(`./${command}.mjs`);
  process.exitCode = await main(args, { root, say });
} catch (error) {
  console.error(error instanceof Complaint ? error.message : error);
  process.exitCode = 1;
}
