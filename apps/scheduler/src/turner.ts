import {
  append,
  askedTurn,
  dueRuns,
  endTurn,
  tick,
  metersThrough,
  nextDeadline,
  withAdvisoryLock,
  policyAt,
} from '@curbstop/core';
import type { CityClock, SystemTime } from '@curbstop/core';
import type { Instant, ProfileName } from '@curbstop/policy';
import { momentIn } from '@curbstop/policy';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { whileBeating } from './heartbeat.ts';

/** The meters of the demo have this long to send what they read on the way; then the clock goes on without. */
const METERS_PATIENCE_MS = 30_000;
const METERS_STEP_MS = 200;
/** A meter sends once a day, so it is caught up when it has sent what it had yesterday; in milliseconds. */
const METERS_LAG_MS = 60_000;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Turns the demo city's clock forward, from one deadline to the next, doing on the way all that falls due. */
export class Turner {
  constructor(
    private readonly source: DataSource,
    private readonly clock: CityClock,
    private readonly machine: SystemTime,
    private readonly profile: ProfileName,
    private readonly log: Logger,
  ) {}

  /** Turns the clock if somebody asked for it; a turn that was cut off goes on. True when it turned. */
  async turnIfAsked(): Promise<boolean> {
    const to = await askedTurn(this.source);
    if (to === null) return false;
    const onError = (err: unknown): void => this.log.warn({ err }, 'No heartbeat could be written.');
    await withAdvisoryLock(this.source, 'turn-the-clock', () =>
      whileBeating(this.source, this.machine, onError, () => this.turn(to)),
    );
    return true;
  }

  private async turn(to: Instant): Promise<void> {
    await this.clock.refresh(this.source);
    const from = this.clock.now();
    this.log.info({ from, to }, 'Turning the clock.');
    // Where an earlier turn was cut off, what was due at that moment may not be done yet; it is done at that moment.
    let at = from;
    await this.stand(at, to);
    while (at < to) {
      const next = await nextDeadline(this.source, at);
      at = next === null || next > to ? to : next;
      await this.stand(at, to);
    }
    // Both at once: a clock that stood still with nobody to turn it on would stand still for ever.
    await this.source.transaction(async (tx) => {
      await endTurn(tx);
      await append(tx, [
        {
          event: 'clock.turned',
          facts: { from, to },
          at: to,
          actor: { kind: 'system', part: 'scheduler' },
          clause: null,
          accountId: null,
        },
      ]);
      await this.clock.set(tx, { cityAt: at, systemAt: this.machine(), running: true, turning: null });
    });
  }

  /** Lets the clock stand at a moment and does what is due there. */
  private async stand(at: Instant, to: Instant): Promise<void> {
    const { timeZone } = policyAt(this.profile, at);
    const doing = at >= to ? 'Letting the meters follow' : `Doing what is due at ${momentIn(at, to, timeZone)}`;
    await this.clock.set(this.source, { cityAt: at, systemAt: this.machine(), running: false, turning: { to, doing } });
    if (at >= to || (await dueRuns(this.source, this.profile, at)).length > 0) await this.letMetersFollow(at);
    await tick(this.source, this.profile, at);
  }

  private async letMetersFollow(at: Instant): Promise<void> {
    const late = this.machine() + METERS_PATIENCE_MS;
    for (;;) {
      const through = await metersThrough(this.source);
      if (through === null || through >= at - METERS_LAG_MS) return;
      if (this.machine() >= late) {
        this.log.warn({ at, through }, 'The meters did not follow in time.');
        return;
      }
      await pause(METERS_STEP_MS);
    }
  }
}
