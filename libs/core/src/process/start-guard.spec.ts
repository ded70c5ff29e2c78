import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const HOOKS = resolve(import.meta.dirname, '../../../../tools/lib/typescript.mjs');
const GUARD = pathToFileURL(resolve(import.meta.dirname, 'start-guard.ts')).href;

/** Runs a line in a process of its own, guarded. */
const run = (line: string) =>
  spawnSync(
    process.execPath,
    ['--import', HOOKS, '--input-type=module', '-e', `import { guardStart } from '${GUARD}'; ${line}`],
    { encoding: 'utf8' },
  );

describe('the guard of a start', () => {
  it('kills a process whose event loop stands still, and says so', () => {
    const ended = run('guardStart(5, 100); for (;;);');
    expect(ended.signal).toBe('SIGKILL');
    expect(ended.stderr).toContain('The start computes without end.');
  });

  it('lets one that goes on end by itself, however long it takes', () => {
    const ended = run("guardStart(600, 20); setTimeout(() => console.log('ready'), 500);");
    expect([ended.status, ended.stdout.trim()]).toEqual([0, 'ready']);
  });

  it('is over when it is ended', () => {
    const ended = run('guardStart(600, 20)(); const end = Date.now() + 300; while (Date.now() < end);');
    expect([ended.status, ended.signal]).toEqual([0, null]);
  });
});
