import { open } from 'node:fs/promises';

/**
 * Appends a line to a file (mode 0600); it is on the disk when this returns. On a disk without room the file stays as it
 * was, so that no part of a line stands before the next one.
 */
export async function appendLine(path: string, line: string): Promise<void> {
  const file = await open(path, 'a', 0o600);
  try {
    const { size } = await file.stat();
    try {
      await file.appendFile(`${line}\n`);
      await file.sync();
    } catch (error) {
      await file.truncate(size);
      throw error;
    }
  } finally {
    await file.close();
  }
}
