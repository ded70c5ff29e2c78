import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes that a file or folder takes on the disk. What goes away meanwhile counts for nothing. */
export async function sizeOf(path) {
  try {
    const stats = await lstat(path);
    const own = stats.blocks * 512;
    if (!stats.isDirectory()) return own;
    const inner = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))));
    return inner.reduce((sum, bytes) => sum + bytes, own);
  } catch (error) {
    if (error.code === 'ENOENT') return 0;
    throw error;
  }
}
