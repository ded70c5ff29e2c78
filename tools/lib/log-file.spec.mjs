import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFile } from './log-file.mjs';
import { pause } from './plain.mjs';

describe('a log file', () => {
  let folder;
  let path;
  let said;
  const make = (limit) => new LogFile({ path, say: (line) => said.push(line), limit, retryMs: 20 });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'curbstop-spec-'));
    path = join(folder, 'program.log');
    said = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what was written, in order, and is for its owner alone', async () => {
    const log = make();
    for (let line = 1; line <= 200; line += 1) log.write(`${line}\n`);
    await log.close();
    expect(readFileSync(path, 'utf8').trim().split('\n').map(Number)).toEqual([...Array(200).keys()].map((n) => n + 1));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('never takes more than twice its limit', async () => {
    const log = make(1_000);
    for (let line = 0; line < 500; line += 1) {
      log.write(`${String(line).padStart(49)}\n`);
      await pause(0);
    }
    await log.close();
    const [now, before] = [readFileSync(path, 'utf8'), readFileSync(`${path}.old`, 'utf8')];
    expect(now.length).toBeLessThanOrEqual(1_000);
    expect(before.length).toBeLessThanOrEqual(1_000);
    expect(now.trimEnd().endsWith('499')).toBe(true);
    const again = make(1_000);
    again.write('x'.repeat(990));
    await again.close();
    expect(readFileSync(path, 'utf8')).toHaveLength(990);
  });

  it('outlives a full disk, says so once, and is written again when there is room', async () => {
    symlinkSync('/dev/full', path);
    const log = make();
    log.write('lost 1\n');
    while (said.length === 0) await pause(5);
    log.write('lost 2\n');
    log.write('lost 3\n');
    await pause(60);
    log.write('lost 4\n');
    await pause(60);
    expect(said).toEqual([`The log ${path} cannot be written: the disk is full. What is said until then is not kept.`]);
    expect(log.tail).toContain('lost 4');
    renameSync(path, `${path}.full`);
    log.write('kept\n');
    await log.close();
    expect(readFileSync(path, 'utf8')).toBe('(28 bytes were left out here: they could not be written.)\nkept\n');
    expect(said).toHaveLength(2);
    expect(said[1]).toBe(`The log ${path} is written again.`);
  });

  it('outlives a folder that went away', async () => {
    const log = make();
    rmSync(folder, { recursive: true });
    log.write('lost\n');
    await log.close();
    expect(said[0]).toContain('cannot be written');
  });
});
