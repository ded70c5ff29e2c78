import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** Something of the house that can be killed and comes back. */
export interface Killable {
  readonly name: string;
  /** Kills it as a power cut would, and resolves when it is at work again. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;
const KEEP_CHARACTERS = 4_000;

/** One of our programs as a real process, started from what was built. */
export class Part implements Killable {
  /** Times it ended without having been killed, with its last words: no part may die of another's death. */
  readonly deaths: string[] = [];
  private child: ChildProcess | null = null;
  private expected = false;
  private ready = false;
  private said = '';

  constructor(
    readonly name: string,
    private readonly script: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** Starts it, again and again while what it needs is away. */
  async start(): Promise<void> {
    const end = performance.now() + READY_WITHIN_MS;
    while (!(await this.spawn())) {
      if (performance.now() > end) throw new Error(`${this.name} did not start: ${this.said}`);
      await pause(100);
    }
  }

  async killAndRestart(): Promise<void> {
    await this.end('SIGKILL');
    await this.start();
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    this.expected = true;
    this.ready = false;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
  }

  /** True when it says that it is ready; false when it ended first. */
  private spawn(): Promise<boolean> {
    this.said = '';
    this.expected = false;
    const child = spawn(process.execPath, ['--enable-source-maps', this.script], {
      env: { ...process.env, LOG_LEVEL: 'error', NODE_ENV: 'production', ...this.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    const keep = (chunk: Buffer): void => {
      this.said = (this.said + chunk.toString()).slice(-KEEP_CHARACTERS);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    return new Promise((done) => {
      child.once('message', () => {
        this.ready = true;
        done(true);
      });
      child.once('exit', (code) => {
        if (this.ready && !this.expected) this.deaths.push(`${this.name} ended with ${code}: ${this.said}`);
        done(false);
      });
    });
  }
}
