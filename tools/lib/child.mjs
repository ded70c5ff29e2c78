// One of our programs as a child process: told when it is ready, started again when it dies, stopped in order.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SOCKET_FD } from './held-port.mjs';
import { LogFile } from './log-file.mjs';
import { Complaint, pause } from './plain.mjs';

/** A program ends by itself when its start hangs; this is for one that cannot. */
const READY_WITHIN = 240_000;
const LONGEST_PAUSE = 30_000;
const HEALTHY_AFTER = 60_000;

/** The last thing a program said, shortened to a line. */
const lastWords = (text) => {
  const lines = text
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  return (lines.at(-1) ?? 'it said nothing').slice(0, 500);
};

/**
 * A supervised program. `start()` resolves when it is ready and refuses when it ends before; later deaths start it
 * again. `stop(milliseconds)` asks it to end, and ends it when that takes longer.
 */
export class Child {
  #child;
  #ended = Promise.resolve();
  #stopping = false;
  #said = '';
  #log;

  /** @param {object} of `port` is the one it serves, held for it while it is not there */
  constructor({ name, script, args = [], env, logFolder, say, port }) {
    Object.assign(this, { name, script, args, env, say, port, logPath: join(logFolder, `${name}.log`) });
    this.#log = new LogFile({ path: this.logPath, say });
  }

  get pid() {
    return this.#child?.pid;
  }

  /** Starts the program; resolves when it is ready, or with the sentence that says why it is not. */
  async #spawn() {
    this.#said = '';
    try {
      await this.port?.hold();
    } catch (error) {
      if (error instanceof Complaint) return error.message;
      throw error;
    }
    if (this.#stopping) return 'It is stopped.';
    const child = spawn(process.execPath, ['--enable-source-maps', this.script, ...this.args], {
      env: this.port ? { ...this.env, CURBSTOP_LISTEN_FD: String(SOCKET_FD) } : this.env,
      // Its own session: Ctrl-C in the terminal reaches us alone, and we stop the parts in order. When we are killed,
      // the IPC channel closes, and every program ends on that.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', ...(this.port ? [this.port.fd] : [])],
    });
    this.port?.release();
    this.#child = child;
    const keep = (chunk) => {
      this.#log.write(chunk);
      this.#said = (this.#said + chunk).slice(-8000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.#ended = new Promise((done) => {
      child.once('error', (error) => done(error.message));
      child.once('close', (code, signal) => done(signal ?? `exit ${code}`));
    });
    return new Promise((done) => {
      const late = setTimeout(() => {
        child.kill('SIGKILL');
        done(`${this.name} was not ready within ${READY_WITHIN / 1000} s; its log is ${this.logPath}.`);
      }, READY_WITHIN);
      child.on('message', (message) => {
        if (message?.ready !== true) return;
        clearTimeout(late);
        done(undefined);
      });
      void this.#ended.then(() => {
        clearTimeout(late);
        done(`${this.name} did not start: ${lastWords(this.#said)} (its log is ${this.logPath})`);
      });
    });
  }

  async start() {
    const problem = await this.#spawn();
    if (problem) {
      this.#stopping = true;
      await this.#log.close();
      throw new Complaint(problem);
    }
    void this.#watch();
  }

  /** Starts it again for as long as nobody stops it, waiting longer each time it dies young. */
  async #watch() {
    for (let wait = 1000; ;) {
      const since = Date.now();
      const how = await this.#ended;
      if (this.#stopping) return;
      await this.#holdPort();
      if (Date.now() - since > HEALTHY_AFTER) wait = 1000;
      this.say(`${this.name} stopped unexpectedly (${how}): starting it again in ${wait / 1000} s.`);
      await pause(wait);
      wait = Math.min(wait * 2, LONGEST_PAUSE);
      if (this.#stopping) return;
      const problem = await this.#spawn();
      if (this.#stopping) return;
      this.say(problem ?? `${this.name} is up again.`);
    }
  }

  /** At once, so that nobody takes the port while its program is away. Somebody may have: then the next start says so. */
  async #holdPort() {
    try {
      await this.port?.hold();
    } catch (error) {
      if (!(error instanceof Complaint)) throw error;
    }
  }

  async stop(milliseconds) {
    this.#stopping = true;
    this.port?.release();
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return this.#log.close();
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    await this.#ended;
    clearTimeout(patience);
    return this.#log.close();
  }
}

/**
 * Runs a program to its end and gives what it printed.
 * @param {object} of `each` is given every line as it comes; `secret` keeps what it prints out of the log;
 *   `whileRunning` is given the process, for whoever has to end it
 */
export async function runToEnd({ name, script, args = [], env, logFolder, each, secret = false, whileRunning, say }) {
  const log = new LogFile({ path: join(logFolder, `${name}.log`), say });
  const child = spawn(process.execPath, ['--enable-source-maps', script, ...args], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let out = '';
  const keep = (chunk) => {
    log.write(chunk);
    said = (said + chunk).slice(-8000);
  };
  child.stdout.on('data', (chunk) => {
    if (!secret) keep(chunk);
    out += chunk;
  });
  if (each) createInterface({ input: child.stdout }).on('line', each);
  child.stderr.on('data', keep);
  whileRunning?.(child);
  const how = await new Promise((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) => done(code ?? signal));
  });
  whileRunning?.(undefined);
  await log.close();
  if (how !== 0)
    throw new Complaint(`${name} failed: ${lastWords(said)} (its log is ${join(logFolder, `${name}.log`)})`);
  return out;
}
