// The supervisor, tried with small programs that are ready, die, hang and say why.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child, runToEnd } from './child.mjs';
import { pause } from './plain.mjs';

const alive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
};

describe('a supervised program', () => {
  let folder;
  let said;
  const children = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'curbstop-spec-'));
    said = [];
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.stop(100)));
    rmSync(folder, { recursive: true, force: true });
  });

  const make = (code) => {
    const script = join(folder, 'program.mjs');
    writeFileSync(script, code);
    const child = new Child({
      name: 'program',
      script,
      env: process.env,
      logFolder: folder,
      say: (line) => said.push(line),
    });
    children.push(child);
    return child;
  };
  const READY = 'process.send({ ready: true }); setInterval(() => 0, 1000);';

  it('is started when it says so, and stopped when asked', async () => {
    const child = make(`${READY} process.on('SIGTERM', () => process.exit(0));`);
    await child.start();
    const { pid } = child;
    expect(alive(pid)).toBe(true);
    await child.stop(2000);
    expect(alive(pid)).toBe(false);
    expect(said).toEqual([]);
  });

  it('that does not start says why, in its own last words', async () => {
    const child = make("console.error('PORT is taken.'); process.exit(1);");
    await expect(child.start()).rejects.toThrow(
      /^program did not start: PORT is taken\. \(its log is .*program\.log\)$/,
    );
    expect(readFileSync(join(folder, 'program.log'), 'utf8')).toContain('PORT is taken.');
  });

  it('that dies is started again', async () => {
    const child = make(READY);
    await child.start();
    const { pid } = child;
    process.kill(pid, 'SIGKILL');
    for (let i = 0; i < 600 && said.length < 2; i += 1) await pause(100);
    expect(said).toEqual(['program stopped unexpectedly (SIGKILL): starting it again in 1 s.', 'program is up again.']);
    expect(child.pid).not.toBe(pid);
  });

  it('that does not listen is ended all the same', async () => {
    const child = make(`${READY} process.on('SIGTERM', () => 0);`);
    await child.start();
    const { pid } = child;
    await child.stop(200);
    expect(alive(pid)).toBe(false);
  });

  it('that runs to its end gives what it printed, or why it failed', async () => {
    const script = join(folder, 'once.mjs');
    const run = () => runToEnd({ name: 'once', script, env: process.env, logFolder: folder });
    writeFileSync(script, "console.log('done');");
    await expect(run()).resolves.toBe('done\n');
    writeFileSync(script, "console.error('No such table.'); process.exit(3);");
    await expect(run()).rejects.toThrow('once failed: No such table.');
  });
});
