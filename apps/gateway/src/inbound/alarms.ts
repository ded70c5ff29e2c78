import type { Alarm } from '@curbstop/contracts';
import { countAlarms, recordAlarm } from '@curbstop/core';
import type { KnownDevice } from '@curbstop/core';
import type { KeepingParts } from './dead-letters.ts';

/** The same alarm of the same device goes to the database once in this time; between, it is counted. */
const QUIET_MS = 60_000;
const MOST_KEYS = 20_000;

interface Told {
  readonly deviceId: number;
  readonly kind: string;
  readonly at: number;
  more: number;
}

/** Takes alarms: the first at once, the same again as a count, so that a device that cries all day costs a row. */
export class Alarms {
  private told = new Map<string, Told>();

  constructor(private readonly parts: KeepingParts) {}

  async take(device: KnownDevice, each: Alarm): Promise<void> {
    const { source, clock, patience, ticks } = this.parts;
    const key = `${device.id} ${each.alarm}`;
    const last = this.told.get(key);
    if (each.ended !== true && last && ticks() - last.at < QUIET_MS) {
      last.more += 1;
      return;
    }
    await patience.untilDone(() => recordAlarm(source, device, each, clock.now()));
    if (each.ended === true) this.told.delete(key);
    else {
      if (this.told.size >= MOST_KEYS) await this.writeCounts();
      this.told.set(key, { deviceId: device.id, kind: each.alarm, at: ticks(), more: last?.more ?? 0 });
    }
  }

  /** Writes how often alarms were repeated. */
  async writeCounts(): Promise<void> {
    const counted = [...this.told.values()].flatMap((each) => {
      const { deviceId, kind, more: times } = each;
      return times > 0 ? [{ each, deviceId, kind, times }] : [];
    });
    await countAlarms(this.parts.source, counted);
    for (const { each, times } of counted) each.more -= times;
    for (const [key, each] of this.told)
      if (each.more === 0 && this.parts.ticks() - each.at >= QUIET_MS) this.told.delete(key);
  }
}
