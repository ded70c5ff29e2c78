import type { CrewAction, CrewActionResult } from '@curbstop/contracts';
import { waitAfter } from './backoff.ts';
import type { Backoff } from './backoff.ts';
import type { Peers } from './peers.ts';
import { isWaiting, markRefused, markSent, withoutAnswer } from './record.ts';
import type { ActionDraft, OutboxRecord } from './record.ts';
import { StorageFull } from './store.ts';
import type { OutboxStore } from './store.ts';
import type { Send } from './transport.ts';
import { EMPTY_VIEW } from './view.ts';
import type { OutboxView, Trouble } from './view.ts';
import { NO_WITNESS } from './witness.ts';
import type { Witness } from './witness.ts';

export interface OutboxSettings {
  readonly store: OutboxStore;
  readonly send: Send;
  /** The city's moment as the tablet knows it, epoch ms. */
  readonly now: () => number;
  /** A fresh UUID. */
  readonly newId: () => string;
  /** In [0, 1). */
  readonly chance: () => number;
  /** Runs later; gives back how to call it off. */
  readonly later: (ms: number, run: () => void) => () => void;
  /** Runs alone among all pages of this tablet, after a page that is at it now. */
  readonly alone?: <T>(run: () => Promise<T>) => Promise<T>;
  /** The other pages of this tablet, which show the same queue. */
  readonly peers?: Peers;
  readonly witness?: Witness;
  /** Called with each answer, before its record is let go: it may come twice after a crash. */
  readonly onAnswer?: (record: OutboxRecord, result: CrewActionResult) => void | Promise<void>;
  /** Called with what no answer can explain: a failing store, a defect. */
  readonly onError: (error: unknown) => void;
  readonly batch?: number;
  readonly backoff?: Backoff;
}

/** The queue of one tablet. One sender at a time, oldest first, and nothing is let go before it was answered. */
export class Outbox {
  private current: OutboxView = EMPTY_VIEW;
  private readonly listeners = new Set<(view: OutboxView) => void>();
  private crewId: number | null = null;
  private failures = 0;
  private cancelTimer: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private closed = false;
  private readonly stopHearing: () => void;

  constructor(private readonly given: OutboxSettings) {
    this.stopHearing =
      given.peers?.hear(() => {
        this.follow().catch(given.onError);
      }) ?? (() => undefined);
  }

  /**
   * Reads what was kept and notices a store that the browser emptied. Call it before anything else. True when neither
   * the store nor its witness ever held anything: a new tablet, or one of which everything was cleared.
   */
  async open(): Promise<boolean> {
    const { marker } = await this.given.store.read();
    const seen = this.witness.read();
    const lost = seen !== null && (marker === null || marker.lastSeq < seen.lastSeq);
    const lastSeq = Math.max(marker?.lastSeq ?? 0, seen?.lastSeq ?? 0);
    if (marker === null || marker.lastSeq !== lastSeq) {
      await this.given.store.mark({ madeAt: marker?.madeAt ?? this.given.now(), lastSeq });
    }
    await this.look(lost ? { loss: { lastSeq: seen.lastSeq, waiting: seen.waiting } } : {});
    return marker === null && seen === null;
  }

  /** What the screens show; changes as a whole. */
  get view(): OutboxView {
    return this.current;
  }

  /** Calls back on every change. Gives back how to stop. */
  subscribe(listener: (view: OutboxView) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Keeps an action; once this returns, neither a reload nor a crash loses it. Give the same `id` again to keep
   * the same action again: it stays one. Throws `StorageFull` when it could not be kept.
   */
  async add(draft: ActionDraft, crewId: number, id: string = this.given.newId()): Promise<CrewAction> {
    const at = this.given.now() as CrewAction['deviceAt'];
    try {
      const record = await this.given.store.append(id, (seq) => ({
        action: { ...draft, id, seq, deviceAt: at },
        crewId,
        state: 'pending',
        tries: 0,
        result: null,
      }));
      await this.changed({ full: false });
      this.wake();
      return record.action;
    } catch (error) {
      if (error instanceof StorageFull) await this.look({ full: true });
      throw error;
    }
  }

  /** This crew is signed in: its actions may go out. */
  resume(crewId: number): void {
    this.crewId = crewId;
    this.failures = 0;
    this.set({ trouble: null });
    this.flush().catch(this.given.onError);
  }

  /** Nobody is signed in. */
  pause(): void {
    this.crewId = null;
    this.stopTimer();
  }

  /** Tries now, however long the wait would have been: on start, when the network is back, when a person asks. */
  flush(): Promise<void> {
    this.stopTimer();
    this.again = true;
    this.running ??= this.work().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** The crew has seen the refusal. */
  async dismiss(id: string): Promise<void> {
    await this.given.store.remove([id]);
    await this.changed();
  }

  /**
   * Forgets what the server answered: it may name customers and what they owe. The actions stay, and a refusal is asked
   * for again, under the same id, once its crew is signed in.
   */
  async forgetAnswers(): Promise<void> {
    const { records } = await this.given.store.read();
    const answered = records.filter((record) => !isWaiting(record));
    if (answered.length === 0) return;
    await this.given.store.replace(answered.map(withoutAnswer));
    await this.changed();
  }

  /** The crew has seen that the store was emptied. */
  dismissLoss(): void {
    this.set({ loss: null });
  }

  /** Everything kept, as it stands in the store. */
  async records(): Promise<readonly OutboxRecord[]> {
    return (await this.given.store.read()).records;
  }

  close(): void {
    this.closed = true;
    this.stopTimer();
    this.stopHearing();
    this.listeners.clear();
  }

  private get witness(): Witness {
    return this.given.witness ?? NO_WITNESS;
  }

  private set(change: Partial<OutboxView>): void {
    this.current = { ...this.current, ...change };
    for (const listener of [...this.listeners]) listener(this.current);
  }

  private async look(change: Partial<OutboxView> = {}): Promise<void> {
    const { marker, records } = await this.given.store.read();
    const waiting = records.filter(isWaiting);
    this.witness.write({ lastSeq: marker?.lastSeq ?? 0, waiting: waiting.length });
    this.set({ ...change, waiting, refused: records.filter((record) => !isWaiting(record)) });
  }

  /** Looks after this page changed the store, and has the other pages look. */
  private async changed(change: Partial<OutboxView> = {}): Promise<void> {
    await this.look(change);
    this.given.peers?.tell();
  }

  /** Another page changed the store. */
  private async follow(): Promise<void> {
    await this.look();
    if (this.current.waiting.length > 0) return;
    // The other page has sent it all: there is no trouble left, and nothing to try again.
    this.stopTimer();
    this.failures = 0;
    this.set({ trouble: null });
  }

  private wake(): void {
    // While a wait after a failure runs, a new action does not shorten it: it would fail as well.
    if (this.cancelTimer === null && this.crewId !== null) this.flush().catch(this.given.onError);
  }

  private stopTimer(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
    if (this.current.nextTryAt !== null) this.set({ nextTryAt: null });
  }

  private async work(): Promise<void> {
    const alone = this.given.alone ?? ((run) => run());
    try {
      // After a failure the timer decides; what was added meanwhile waits with the rest.
      while (this.again && !this.closed && this.cancelTimer === null) {
        this.again = false;
        await alone(() => this.pass());
      }
    } finally {
      if (this.current.sending) this.set({ sending: false });
    }
  }

  /** Sends until the queue is empty or something stands in the way. */
  private async pass(): Promise<void> {
    let size = this.given.batch ?? 50;
    while (!this.closed && this.crewId !== null) {
      const owner = this.crewId;
      const { records } = await this.given.store.read();
      const next = records.filter((record) => isWaiting(record) && record.crewId === owner).slice(0, size);
      if (next.length === 0) {
        this.failures = 0;
        await this.look({ trouble: null });
        return;
      }
      this.set({ sending: true });
      const batch = next.map(markSent);
      await this.noteSent(batch);
      const outcome = await this.given.send(batch.map((record) => record.action));
      if (this.closed) return;
      if (outcome.kind === 'answered') {
        const answered = await this.settle(batch, outcome.results);
        if (answered === 0) return this.stop({ kind: 'server-trouble', says: 'The server answered for none of them.' });
        this.failures = 0;
      } else if (outcome.kind === 'unacceptable') {
        // One bad action must not hold up the others: find it alone, and keep it for the crew to see.
        if (batch.length > 1) size = 1;
        else
          await this.settle(
            batch,
            batch.map(({ action }) => refusalOf(action.id, outcome.says)),
          );
      } else {
        return this.stop(outcome);
      }
    }
  }

  private async noteSent(batch: readonly OutboxRecord[]): Promise<void> {
    try {
      await this.given.store.replace(batch);
    } catch (error) {
      // No room even to note it. Sending makes room, and the ids keep a second sending harmless.
      if (!(error instanceof StorageFull)) throw error;
      this.set({ full: true });
    }
  }

  private async settle(batch: readonly OutboxRecord[], results: readonly CrewActionResult[]): Promise<number> {
    const answers = new Map(results.map((result) => [result.id, result]));
    const refused: OutboxRecord[] = [];
    const done: string[] = [];
    for (const record of batch) {
      const result = answers.get(record.action.id);
      // What follows an unanswered action waits with it, so that the order holds.
      if (!result) break;
      await this.given.onAnswer?.(record, result);
      if (result.result === 'refused') refused.push(markRefused(record, result));
      else done.push(record.action.id);
    }
    if (done.length > 0) await this.given.store.remove(done);
    if (refused.length > 0) await this.given.store.replace(refused);
    await this.changed(done.length > 0 ? { full: false } : {});
    return done.length + refused.length;
  }

  private async stop(trouble: Trouble): Promise<void> {
    await this.look({ trouble, sending: false });
    if (trouble.kind === 'signed-out' || trouble.kind === 'not-allowed') {
      // Only a sign-in changes this; `resume` starts again.
      this.crewId = null;
      return;
    }
    this.failures += 1;
    const wait = waitAfter(this.failures, this.given.chance(), this.given.backoff);
    this.set({ nextTryAt: this.given.now() + wait });
    this.cancelTimer = this.given.later(wait, () => {
      this.cancelTimer = null;
      this.flush().catch(this.given.onError);
    });
  }
}

function refusalOf(id: string, says: string): CrewActionResult {
  return { id, result: 'refused', says, clauses: [], job: null };
}
