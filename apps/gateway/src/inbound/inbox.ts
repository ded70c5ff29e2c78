import { ack, alarm, birth, reading, status } from '@curbstop/contracts';
import type { Reading } from '@curbstop/contracts';
import { hastenCommands, litresOf, recordAck, recordBirth, recordStatus } from '@curbstop/core';
import type { Clock, Heard, IncomingRead, KnownDevice } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { UpMessage } from '../broker/link.ts';
import type { Complaints } from './complaints.ts';
import type { Alarms } from './alarms.ts';
import type { DeadLetters } from './dead-letters.ts';
import { Unhandled, isPoison } from './outage.ts';
import type { Patience } from './outage.ts';
import type { ReadBatcher } from './read-batcher.ts';

export interface InboxParts {
  readonly source: DataSource;
  readonly clock: Clock;
  readonly batcher: ReadBatcher;
  readonly patience: Patience;
  readonly complaints: Complaints;
  readonly deadLetters: DeadLetters;
  readonly alarms: Alarms;
  /** A valve said where it stands. */
  readonly onStatus: (device: KnownDevice, valve: string, at: Instant) => void;
}

type Told<T> = { readonly it: T } | { readonly says: string };

/** Parses once, at the edge; says what is wrong in words. */
function parse<T>(schema: z.ZodType<T>, payload: Buffer): Told<T> {
  let json: unknown;
  try {
    json = JSON.parse(payload.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return { says: 'It is not JSON.' };
    throw error;
  }
  const read = schema.safeParse(json);
  if (read.success) return { it: read.data };
  const [first] = read.error.issues;
  return { says: `${first?.path.join('.') || 'message'}: ${first?.message ?? 'not as agreed'}.` };
}

/** Takes what devices say. It resolves when a message may be acknowledged: committed, or kept for a person because it cannot be handled. */
export class Inbox {
  private heard = new Map<number, Heard>();

  constructor(private readonly parts: InboxParts) {}

  async take(message: UpMessage): Promise<void> {
    const now = this.parts.clock.now();
    this.hear(message.device, now, null, null);
    try {
      await this.sort(message, now);
    } catch (error) {
      const reason = whyUnhandled(error);
      if (reason === null) throw error;
      // It would fail at every delivery: kept whole, told of, and acknowledged, so that it holds up no other.
      this.parts.complaints.note(message.device.name, true, `bad-${message.kind}`, reason);
      await this.parts.deadLetters.keep(message, reason);
    }
  }

  /** Takes a message again that could not be handled before; null when it is handled now, else why it is not. */
  async replay(message: UpMessage): Promise<string | null> {
    try {
      await this.sort(message, this.parts.clock.now());
      return null;
    } catch (error) {
      const reason = whyUnhandled(error);
      if (reason === null) throw error;
      return reason;
    }
  }

  /** What was heard since the last call, for one statement. */
  takeHeard(): Heard[] {
    const heard = [...this.heard.values()];
    this.heard = new Map();
    return heard;
  }

  private async sort(message: UpMessage, now: Instant): Promise<void> {
    switch (message.kind) {
      case 'reading': {
        const told = parse(reading, message.payload);
        if ('says' in told) throw new Unhandled(told.says);
        this.hear(message.device, now, told.it.bootId, null);
        return this.parts.batcher.add(readsOf(message, told.it, now));
      }
      case 'status': {
        const told = parse(status, message.payload);
        if ('says' in told) throw new Unhandled(told.says);
        this.hear(message.device, now, told.it.bootId, told.it.battery ?? null);
        return this.takeStatus(message.device, told.it);
      }
      case 'ack': {
        const told = parse(ack, message.payload);
        if ('says' in told) throw new Unhandled(told.says);
        return this.parts.patience.untilDone(() =>
          recordAck(this.parts.source, message.device.id, told.it, this.parts.clock.now()),
        );
      }
      case 'birth': {
        const told = parse(birth, message.payload);
        if ('says' in told) throw new Unhandled(told.says);
        return this.parts.patience.untilDone(async () => {
          await recordBirth(this.parts.source, message.device.id, told.it.bootId, told.it.lastSeq);
          await hastenCommands(this.parts.source, message.device.id, this.parts.clock.now());
        });
      }
      case 'alarm': {
        const told = parse(alarm, message.payload);
        if ('says' in told) throw new Unhandled(told.says);
        return this.parts.alarms.take(message.device, told.it);
      }
    }
  }

  private async takeStatus(device: KnownDevice, each: z.infer<typeof status>): Promise<void> {
    const known = await this.parts.patience.untilDone(() =>
      recordStatus(this.parts.source, device.id, each, this.parts.clock.now()),
    );
    if (known) this.parts.onStatus(device, each.valve, Date.parse(each.t) as Instant);
    else this.parts.complaints.note(device.name, true, 'no-valve', 'It reports a valve and has none.');
  }

  private hear(device: KnownDevice, at: Instant, bootId: number | null, battery: number | null): void {
    const before = this.heard.get(device.id);
    this.heard.set(device.id, {
      deviceId: device.id,
      at,
      bootId: bootId ?? before?.bootId ?? null,
      battery: battery ?? before?.battery ?? null,
    });
  }
}

/** Why a message cannot be handled; null where it is the moment's fault, and it must come again. */
function whyUnhandled(error: unknown): string | null {
  const ours = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  if (!isPoison(error) && !ours) return null;
  return error instanceof Error ? error.message : String(error);
}

/** The register now and those that the device has kept; the message's bytes stay with the first. */
function readsOf({ device, payload }: UpMessage, each: Reading, receivedAt: Instant): IncomingRead[] {
  const one = (t: string, register: string | number, raw: Buffer | null): IncomingRead => ({
    deviceId: device.id,
    at: Date.parse(t) as Instant,
    litres: litresOf(register, each.unit),
    register: String(register),
    clock: each.tQuality,
    bootId: each.bootId,
    seq: each.seq,
    receivedAt,
    raw,
  });
  return [
    one(each.t, each.register, payload),
    ...(each.intervals ?? []).map((kept) => one(kept.t, kept.register, null)),
  ];
}
