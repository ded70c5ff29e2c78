import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { appendLine } from './append-line.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');

describe('a line that is appended', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'curbstop-lines-'));
    path = join(folder, 'book.txt');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('stands behind the others, for its owner alone', async () => {
    await appendLine(path, 'one');
    await appendLine(path, 'two');
    expect(await readFile(path, 'utf8')).toBe('one\ntwo\n');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is there whole or not at all when there is room for a part of it', async () => {
    await appendLine(path, 'one');
    // A process that may write files of one block only: the write goes through in part, as on a disk that fills up.
    const script = `
      const { appendLine } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'append-line.ts')).href)});
      await appendLine(${JSON.stringify(path)}, 'x'.repeat(5000)).then(() => console.log('written'), ({ code }) => console.log(code));`;
    const ran = spawnSync(
      '/bin/sh',
      [
        '-c',
        'trap "" XFSZ; ulimit -f 1; exec "$@"',
        'sh',
        process.execPath,
        '--import',
        pathToFileURL(join(ROOT, 'tools/lib/typescript.mjs')).href,
        '--input-type=module',
        '-e',
        script,
      ],
      { cwd: ROOT, encoding: 'utf8' },
    );
    expect(ran.stdout).toBe('EFBIG\n');
    expect(await readFile(path, 'utf8')).toBe('one\n');
  });
});
