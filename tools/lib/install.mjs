// Installs when the lock file changed. Node's own modules only: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Complaint } from './plain.mjs';

/** Below this, packages that we use do not load. */
const NODE = [20, 19];

/**
 * Characters in the checkout's path that what we build with takes for something else. Blanks, accents and other letters
 * are no trouble.
 */
const BREAKS = [...'#?%:\\'];

/** Refuses a checkout whose path cannot be built in, before anything is installed there. */
export function checkPath(root) {
  const found = BREAKS.find((character) => root.includes(character));
  if (found === undefined) return;
  throw new Complaint(
    `Curbstop cannot be built in ${root}: move it to a folder whose path has no "${found}" (nor ${BREAKS.filter((each) => each !== found).join(' ')}).`,
  );
}

/** Refuses a Node that is too old. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < NODE[0] || (major === NODE[0] && minor < NODE[1])) {
    throw new Complaint(`Curbstop needs Node ${NODE.join('.')} or newer, and this is ${version}.`);
  }
}

/** Whether node_modules holds what the lock file asks for, as npm itself noted it: someone ran npm by hand. */
function agrees(lockText, notePath) {
  if (!existsSync(notePath)) return false;
  const wanted = JSON.parse(lockText).packages;
  const got = JSON.parse(readFileSync(notePath, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || !path.includes('node_modules/')) return true;
    const found = got[path];
    // Optional packages of other platforms are in the lock file and never installed.
    if (!found) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version && found.integrity === entry.integrity && found.link === entry.link;
  });
}

/** Runs `npm ci` unless the lock file is the one that was installed. */
export function ensureInstalled(root, say) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lockText).digest('hex');
  const stamp = join(root, 'node_modules/.cache/curbstop/installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  if (!agrees(lockText, join(root, 'node_modules/.package-lock.json'))) {
    say('Installing the packages that the lock file names (npm ci).');
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      // What npm says is talk: the output belongs to whoever is run next.
      stdio: ['inherit', 2, 2],
    });
    if (npm.error) throw new Complaint(`npm could not be run: ${npm.error.message}.`);
    if (npm.status !== 0) throw new Complaint('The packages could not be installed: npm ci failed, see above.');
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
