// One start per data folder. The lock is a file with our process number; a killed start leaves one that names nobody.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Complaint } from './plain.mjs';

/** Whether the number belongs to a start of ours that still runs. */
function alive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    if (error.code !== 'EPERM') throw error;
  }
  if (!existsSync('/proc/self/cmdline')) return true;
  try {
    // The number may have gone to another program since.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('run.mjs');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return false;
    throw error;
  }
}

/** Takes the folder, or says who has it. Returns what gives it back. */
export function lockFolder(folder) {
  const path = join(folder, 'start.pid');
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const pid = Number(readFileSync(path, 'utf8'));
    if (Number.isInteger(pid) && pid > 1 && pid !== process.pid && alive(pid)) {
      throw new Complaint(
        `The data folder ${folder} is in use by another Curbstop (process ${pid}). CURBSTOP_DATA names another.`,
      );
    }
    rmSync(path, { force: true });
  }
}
