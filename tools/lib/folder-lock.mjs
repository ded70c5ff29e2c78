// One start per data folder. The lock is the operating system's: it is on the open file `start.lock` and gone when the
// process is, however it ended, so no file that is left behind can keep anybody out.
import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, ftruncateSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Complaint } from './plain.mjs';

/** macOS locks a file as it opens it (O_EXLOCK), and says so at once when another has it (O_NONBLOCK). */
const BSD_EXLOCK = 0x20;
/** What `flock` ends with when another has the lock. */
const TAKEN = 75;

function openLocked(path) {
  const { O_RDWR, O_CREAT, O_NONBLOCK } = constants;
  if (process.platform === 'darwin') {
    try {
      return openSync(path, O_RDWR | O_CREAT | O_NONBLOCK | BSD_EXLOCK, 0o600);
    } catch (error) {
      if (error.code === 'EAGAIN' || error.code === 'EWOULDBLOCK') return undefined;
      throw error;
    }
  }
  const file = openSync(path, O_RDWR | O_CREAT, 0o600);
  // The lock belongs to the open file, which is ours and the helper's; the helper ends, and it stays with ours.
  const locked = spawnSync('flock', ['-n', '-E', String(TAKEN), '3'], { stdio: ['ignore', 'ignore', 'pipe', file] });
  if (locked.status === 0) return file;
  closeSync(file);
  if (locked.status === TAKEN) return undefined;
  const why = locked.error?.message ?? locked.stderr.toString().trim();
  throw new Complaint(`The data folder cannot be locked (${why}): the program flock of util-linux is needed for it.`);
}

/** Takes the folder, or says who has it. Returns what gives it back. */
export function lockFolder(folder) {
  const path = join(folder, 'start.lock');
  const file = openLocked(path);
  if (file === undefined) {
    const pid = readFileSync(path, 'utf8').trim();
    const who = pid === '' ? '' : ` (process ${pid})`;
    throw new Complaint(`The data folder ${folder} is in use by another Curbstop${who}. CURBSTOP_DATA names another.`);
  }
  // For people: the lock itself does not depend on it, so a full disk does not matter.
  try {
    ftruncateSync(file);
    writeSync(file, String(process.pid), 0);
  } catch (error) {
    if (error.code !== 'ENOSPC' && error.code !== 'EDQUOT') throw error;
  }
  return () => closeSync(file);
}
