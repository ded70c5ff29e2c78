import { setTimeout as pause } from 'node:timers/promises';
import type { Killable } from './part.ts';
import { secondsSince } from './within.ts';

/** Random numbers that a seed repeats (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Kills parts at random moments, each as often as the others. */
export class Killer {
  /** Who was killed, in order. */
  readonly killed: string[] = [];
  private readonly when: { readonly name: string; readonly at: number; back: boolean }[] = [];
  private readonly bag: Killable[];
  private readonly busy = new Map<Killable, Promise<void>>();

  constructor(
    parts: readonly Killable[],
    timesEach: number,
    private readonly random: () => number,
  ) {
    this.bag = parts.flatMap((part) => Array<Killable>(timesEach).fill(part));
    for (let i = this.bag.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      const [a, b] = [this.bag[i], this.bag[j]];
      if (a && b) [this.bag[i], this.bag[j]] = [b, a];
    }
  }

  /** Kills so many, at random within some milliseconds; resolves when all are back. */
  async strike(times: number, withinMs: number): Promise<void> {
    const victims = this.bag.splice(0, times);
    const moments = victims.map(() => Math.floor(this.random() * withinMs));
    await Promise.all(
      victims.map(async (victim, nth) => {
        await pause(moments[nth]);
        await this.kill(victim);
      }),
    );
  }

  /**
   * Kills one, and another while it is away, at random within some milliseconds: what the second took in hand meanwhile
   * is in no memory but its own, and must not have been acknowledged. Resolves when both are back.
   */
  async strikeInto(away: string, other: string, withinMs: number): Promise<void> {
    const [first, second] = [this.take(away), this.take(other)];
    const moment = Math.floor(this.random() * withinMs);
    await Promise.all([this.kill(first), pause(moment).then(() => this.kill(second))]);
  }

  private take(name: string): Killable {
    const [found] = this.bag.splice(
      this.bag.findIndex((part) => part.name === name),
      1,
    );
    if (found?.name !== name) throw new Error(`${name} was killed as often as it is to be killed.`);
    return found;
  }

  /** One after the other: a part that is not back from one death is killed when it is. */
  private async kill(victim: Killable): Promise<void> {
    const turn = (this.busy.get(victim) ?? Promise.resolve()).then(async () => {
      const kill = { name: victim.name, at: performance.now(), back: false };
      this.killed.push(victim.name);
      this.when.push(kill);
      await victim.killAndRestart();
      kill.back = true;
    });
    this.busy.set(victim, turn);
    await turn;
  }

  /** Whether everybody who was killed is back. */
  get quiet(): boolean {
    return this.when.every(({ back }) => back);
  }

  /** The last kills, and whether who was killed is back. */
  standing(): string {
    const last = this.when.slice(-6).map(({ name, at, back }) => {
      return `${name} ${secondsSince(at)} ago (${back ? 'back' : 'not back'})`;
    });
    return `Killed: ${last.join(', ') || 'nobody yet'}.`;
  }
}
