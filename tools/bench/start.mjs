// The second `npm start`: the database is made, the demo city is loaded, everything is built.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Complaint, freePort } from '../lib/plain.mjs';

const root = resolve(import.meta.dirname, '../..');

/** Starts the house, waits for its word, stops it. Gives the seconds it took, from the command to the word. */
async function startOnce(env) {
  const began = performance.now();
  // A group of its own, to be interrupted as a whole, as Ctrl-C does it: npm alone passes nothing on.
  const npm = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const ended = new Promise((done, failed) => {
    npm.once('error', failed);
    npm.once('close', (code) => done(code));
  });
  let said = '';
  npm.stderr.on('data', (chunk) => (said = (said + chunk).slice(-2000)));
  const ready = new Promise((done) => {
    createInterface({ input: npm.stdout }).on('line', (line) => {
      said = `${said}${line}\n`.slice(-2000);
      if (line.startsWith('Curbstop is ready')) done((performance.now() - began) / 1000);
    });
  });
  const seconds = await Promise.race([ready, ended]);
  const early = npm.exitCode !== null;
  if (!early) {
    process.kill(-npm.pid, 'SIGINT');
    await ended;
  }
  if (early) throw new Complaint(`npm start ended before it was ready:\n${said}`);
  return seconds;
}

export async function open() {
  const folder = await mkdtemp(join(tmpdir(), 'curbstop-bench-start-'));
  const env = { ...process.env, CURBSTOP_DATA: folder, PORT: String(await freePort()) };
  // Nothing but what `npm start` brings along.
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'MQTT_URL']) delete env[name];
  const close = async () => {
    const { startPostgres } = await import('../lib/postgres.mjs');
    // Root keeps the database outside the folder: whoever starts it knows where.
    await (await startPostgres({ dataDir: folder })).remove();
    await rm(folder, { recursive: true, force: true });
  };
  let first;
  try {
    first = await startOnce(env);
  } catch (error) {
    await close();
    throw error;
  }
  return { unit: 's', better: 'lower', ours: () => startOnce(env), more: () => ({ firstStart: first }), close };
}
