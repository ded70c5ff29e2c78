import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { secondsSince } from './within.ts';

/** Something of the house that can be killed and comes back. */
export interface Killable {
  readonly name: string;
  /** Kills it as a power cut would, and resolves when it is at work again. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
  /** Whether it is at work, since when, and its last words: for the sentence of a story that stands still. */
  standing(): string;
}

/** It is started again and again for so long. */
const READY_WITHIN_MS = 240_000;
/** A start that neither becomes ready nor ends in this time hangs. */
const HANGS_AFTER_MS = 240_000;
const ENDS_WITHIN_MS = 15_000;
const KEEP_CHARACTERS = 4_000;
const STANDING_CHARACTERS = 600;

export type Begun = 'ready' | 'ended' | 'hangs';

const lastWords = ({ words }: { readonly words: string }): string => words.trim() || 'it said nothing';

/** One of our programs as a real process, started from what was built. */
export class Part implements Killable {
  /** Times it ended without having been killed, with its last words: no part may die of another's death. */
  readonly deaths: string[] = [];
  private child: ChildProcess | null = null;
  private expected = false;
  private ready = false;
  private stopped = false;
  private said = { words: '' };
  private state = 'not started';
  private since = performance.now();

  constructor(
    readonly name: string,
    private readonly script: string,
    private readonly env: Readonly<Record<string, string>>,
    /** Told at once when it ends without having been killed. */
    private readonly onDeath: (says: string) => void = () => undefined,
  ) {}

  /** Starts it, again and again while what it needs is away. */
  async start(): Promise<void> {
    const end = performance.now() + READY_WITHIN_MS;
    while (!this.stopped) {
      const begun = await this.spawn();
      if (begun === 'ready' || this.stopped) return;
      if (begun === 'hangs') {
        const says = `${this.name} was neither ready nor ended ${HANGS_AFTER_MS} ms after its start: ${lastWords(this.said)}`;
        await this.end('SIGKILL');
        throw new Error(says);
      }
      if (performance.now() > end)
        throw new Error(`${this.name} did not start within ${READY_WITHIN_MS} ms: ${lastWords(this.said)}`);
      await pause(100);
    }
  }

  /** Starts it once. One that hangs is ended. */
  async begin(): Promise<Begun> {
    const begun = await this.spawn();
    if (begun === 'hangs') await this.end('SIGKILL');
    return begun;
  }

  async killAndRestart(): Promise<void> {
    await this.end('SIGKILL');
    await this.start();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const late = setTimeout(() => this.child?.kill('SIGKILL'), ENDS_WITHIN_MS);
    await this.end('SIGTERM');
    clearTimeout(late);
  }

  standing(): string {
    const words =
      this.said.words.trim() === '' ? '' : `; its last words: ${lastWords(this.said).slice(-STANDING_CHARACTERS)}`;
    return `${this.name} (process ${this.child?.pid ?? 'none'}): ${this.state} for ${secondsSince(this.since)}${words}`;
  }

  private turn(state: string): void {
    this.state = state;
    this.since = performance.now();
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    this.expected = true;
    this.ready = false;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    this.turn(signal === 'SIGKILL' ? 'killed' : 'stopping');
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
  }

  /** Resolves when it says that it is ready, when it ended first, or when neither happens in time. */
  private spawn(): Promise<Begun> {
    const said = { words: '' };
    this.said = said;
    this.expected = false;
    const child = spawn(process.execPath, ['--enable-source-maps', this.script], {
      env: { ...process.env, LOG_LEVEL: 'error', NODE_ENV: 'production', ...this.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    this.turn('starting');
    const keep = (chunk: Buffer): void => {
      said.words = (said.words + chunk.toString()).slice(-KEEP_CHARACTERS);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    return new Promise((done) => {
      const late = setTimeout(() => done('hangs'), HANGS_AFTER_MS);
      const begun = (how: Begun): void => {
        clearTimeout(late);
        done(how);
      };
      child.once('message', () => {
        this.ready = true;
        this.turn('ready');
        begun('ready');
      });
      let died = false;
      child.once('exit', (code) => {
        died = this.ready && !this.expected;
        this.ready = false;
        if (!this.expected) this.turn(`ended by itself with ${code}`);
        begun('ended');
      });
      // After `exit`, when its pipes are empty: what it said last says why.
      child.once('close', (code, signal) => {
        if (!died) return;
        const says = `${this.name} ended with ${code ?? signal}, and nobody had killed it: ${lastWords(said)}`;
        this.deaths.push(says);
        this.onDeath(says);
      });
    });
  }
}
