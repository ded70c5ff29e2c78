import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../../..');
/** Tells that it is there, waits for a word, says much at once and ends. */
const PROGRAM = `
  import { programLog } from './libs/core/src/process/log.ts';
  const log = programLog({ level: 'info' });
  log.info('here');
  process.stdin.once('data', () => {
    for (let line = 0; line < 100; line += 1) log.info({ line }, 'said to nobody');
    process.exit(0);
  });
`;

describe('the log of a program', () => {
  it('does not end it when the disk is full', async () => {
    const full = openSync('/dev/full', 'w');
    const program = spawn(
      process.execPath,
      ['--import', join(ROOT, 'tools/lib/typescript.mjs'), '--input-type=module', '--eval', PROGRAM],
      { cwd: ROOT, stdio: ['pipe', full, 'inherit'] },
    );
    closeSync(full);
    program.stdin?.write('end\n');
    expect(await once(program, 'exit')).toEqual([0, null]);
  });

  it('does not keep it from ending when nobody listens any more', async () => {
    const program = spawn(
      process.execPath,
      ['--import', join(ROOT, 'tools/lib/typescript.mjs'), '--input-type=module', '--eval', PROGRAM],
      { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const ended = once(program, 'exit');
    const [first] = await once(program.stdout, 'data');
    expect(String(first)).toContain('"msg":"here"');
    program.stdout.destroy();
    program.stdin.write('end\n');
    const late = setTimeout(() => program.kill('SIGKILL'), 60_000);
    expect(await ended).toEqual([0, null]);
    clearTimeout(late);
  });
});
