import { upTopic } from '@curbstop/contracts';
import { countLeft, keepDeadLetter } from '@curbstop/core';
import type { Clock } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { UpMessage } from '../broker/link.ts';
import type { Patience } from './outage.ts';

export interface KeepingParts {
  readonly source: DataSource;
  readonly clock: Clock;
  readonly patience: Patience;
  /** Milliseconds that pass evenly, whatever the city's clock does. */
  readonly ticks: () => number;
}

/** A device that has too many letters is asked after again after this long. */
const FULL_FOR_MS = 60_000;

/** Keeps what cannot be handled until a person has dealt with it. A device with too many is only counted, in memory first. */
export class DeadLetters {
  private readonly full = new Map<number, { until: number; left: number }>();

  constructor(private readonly parts: KeepingParts & { readonly utility: string }) {}

  /** Resolves once the message is kept, or counted, so that it may be acknowledged. */
  async keep({ device, kind, payload }: UpMessage, reason: string): Promise<void> {
    const { source, clock, patience, ticks, utility } = this.parts;
    const full = this.full.get(device.id);
    if (full && ticks() < full.until) {
      full.left += 1;
      return;
    }
    const letter = { deviceId: device.id, device: device.name, kind, payload, reason };
    const topic = upTopic(utility, device.name, kind);
    const kept = await patience.untilDone(() => keepDeadLetter(source, { ...letter, topic }, clock.now()));
    if (!kept) this.full.set(device.id, { until: ticks() + FULL_FOR_MS, left: full?.left ?? 0 });
  }

  /** Writes what was only counted. */
  async writeCounts(): Promise<void> {
    for (const [deviceId, full] of this.full) {
      if (full.left > 0) {
        const { left } = full;
        await countLeft(this.parts.source, deviceId, left);
        full.left -= left;
      } else if (this.parts.ticks() >= full.until) this.full.delete(deviceId);
    }
  }
}
