// `npm run data -- list` says which databases the bundled PostgreSQL keeps on this machine, for which data folder, and
// how large they are; `npm run data -- remove NAME` deletes one that nobody uses.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Complaint, exists } from './lib/plain.mjs';
import { ROOT_HOME } from './lib/postgres-binaries.mjs';
import { folderOf, namedProcess } from './lib/postgres-home.mjs';
import { sizeOf } from './lib/size-of.mjs';

const HOME_NAME = /^[0-9a-f]{16}$/;
const megabytes = (bytes) => `${Math.round(bytes / 1024 / 1024)} MB`;

/** What there is below root's place for databases. */
async function homes() {
  const names = (await exists(ROOT_HOME)) ? (await readdir(ROOT_HOME)).filter((name) => HOME_NAME.test(name)) : [];
  return Promise.all(
    names.sort().map(async (name) => {
      const home = join(ROOT_HOME, name);
      const folder = await folderOf(home);
      return {
        name,
        home,
        folder,
        gone: folder !== undefined && !(await exists(folder)),
        runs: namedProcess(join(home, 'data')).who === 'ours',
        bytes: await sizeOf(home),
      };
    }),
  );
}

function lineOf({ name, folder, gone, runs, bytes }) {
  const where = folder === undefined ? 'made before this was noted' : gone ? `${folder}, which is gone` : folder;
  return `  ${name}  ${megabytes(bytes).padStart(8)}  ${runs ? 'runs  ' : 'stands'}  of ${where}`;
}

async function list(say) {
  const found = await homes();
  if (found.length === 0) {
    say(`There is no database in ${ROOT_HOME}. Started by another user than root, it is in the data folder itself.`);
    return 0;
  }
  say(`Databases in ${ROOT_HOME}, where root's are because PostgreSQL refuses to run as root:`);
  for (const each of found) say(lineOf(each));
  say('npm run data -- remove NAME deletes one; npm run data -- remove --gone those whose data folder is gone.');
  return 0;
}

async function remove(names, say) {
  const found = await homes();
  const chosen = names.includes('--gone') ? found.filter(({ gone }) => gone) : [];
  for (const name of names.filter((each) => each !== '--gone')) {
    const home = found.find((each) => each.name === name);
    if (!home) throw new Complaint(`There is no database ${name} in ${ROOT_HOME}: npm run data -- list shows them.`);
    chosen.push(home);
  }
  const running = chosen.find(({ runs }) => runs);
  if (running) throw new Complaint(`${running.name} is in use: stop the Curbstop of ${running.folder ?? 'it'} first.`);
  for (const { name, home, folder, bytes } of chosen) {
    await rm(home, { recursive: true, force: true });
    say(`Deleted ${name} (${megabytes(bytes)}${folder === undefined ? '' : `, of ${folder}`}).`);
  }
  if (chosen.length === 0) say('There is none whose data folder is gone.');
  return 0;
}

export async function main(args, { say }) {
  const [what, ...names] = args;
  if (what === 'list' && names.length === 0) return list(say);
  if (what === 'remove' && names.length > 0) return remove(names, say);
  throw new Complaint('Say what to do: npm run data -- list, or npm run data -- remove NAME (or --gone).');
}
