// One start per data folder, however many come at once and whatever an earlier one left behind.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from './folder-lock.mjs';

const LOCK = JSON.stringify(join(import.meta.dirname, 'folder-lock.mjs'));

describe('the lock of a data folder', () => {
  let folder;
  const others = [];
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'curbstop-spec-'))));
  afterEach(async () => {
    await Promise.all(others.splice(0).map((other) => other.end()));
    rmSync(folder, { recursive: true, force: true });
  });

  /** Another process that waits for a word, takes the folder, says whether it has it, and keeps it. */
  const another = () => {
    const code = `import { lockFolder } from ${LOCK};
      console.log('there');
      process.stdin.once('data', () => {
        try { lockFolder(${JSON.stringify(folder)}); console.log('has it'); } catch (error) { console.log(error.message); }
      });`;
    const process_ = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const heard = () => new Promise((done) => process_.stdout.once('data', (chunk) => done(String(chunk).trim())));
    const ended = new Promise((done) => process_.once('exit', done));
    const end = async () => {
      process_.kill('SIGKILL');
      await ended;
    };
    others.push({ end });
    return {
      there: heard(),
      take: () => {
        const answer = heard();
        process_.stdin.write('now\n');
        return answer;
      },
      end,
      pid: process_.pid,
    };
  };

  it('has one owner of four that come at once', async () => {
    const four = [another(), another(), another(), another()];
    await Promise.all(four.map(({ there }) => there));
    const answers = await Promise.all(four.map(({ take }) => take()));
    expect(answers.filter((answer) => answer === 'has it')).toHaveLength(1);
    const refused = answers.filter((answer) => answer !== 'has it');
    for (const answer of refused) expect(answer).toContain(`The data folder ${folder} is in use by another Curbstop`);
  });

  it('names who has it, and is free when that one was killed', async () => {
    const other = another();
    await other.there;
    expect(await other.take()).toBe('has it');
    expect(() => lockFolder(folder)).toThrow(`in use by another Curbstop (process ${other.pid})`);
    await other.end();
    const unlock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow('in use by another Curbstop');
    unlock();
    lockFolder(folder)();
  });

  it('is not kept by a file that names a process of another folder', () => {
    for (const name of ['start.pid', 'start.lock']) writeFileSync(join(folder, name), String(process.ppid));
    lockFolder(folder)();
  });
});
