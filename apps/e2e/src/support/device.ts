import { createHmac } from 'node:crypto';
import { command, commandSigningText, commandTopic, upTopic } from '@curbstop/contracts';
import type { Alarm, Command, UpKind, ValveState } from '@curbstop/contracts';
import type { Clock } from '@curbstop/core';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { secondsSince, within } from './within.ts';

/** How a device is reached and who it is. */
export interface DeviceGiven {
  /** Address of the broker without user and password. */
  readonly broker: string;
  readonly utility: string;
  readonly name: string;
  readonly secret: string;
  readonly commandKey: Buffer;
  readonly clock: Clock;
  /** Tries again after this long when the connection is lost; in milliseconds, 0 for never. */
  readonly reconnectMs?: number;
}

/**
 * The longest that an acknowledgement may take, in milliseconds: long enough for PostgreSQL and the gateway to come
 * back several times on a machine that has no time.
 */
const ACKNOWLEDGED_WITHIN_MS = 90_000;

/** `turns`: does as it is told. `sticks`: tries, and reports a fault. `deaf`: takes commands and says nothing. */
export type Habit = 'turns' | 'sticks' | 'deaf';

/** A meter with a valve, as it speaks on the wire: nothing of it reaches into the house but MQTT. */
export class Device {
  habit: Habit = 'turns';
  valve: ValveState = 'open';
  /** Every command that came, repeats included. */
  readonly heard: Command[] = [];
  /** Every time the valve was turned, in order. */
  readonly turned: { readonly id: string; readonly action: 'open' | 'close' }[] = [];
  private lastSeq = 0;
  private lastId: string | undefined;
  private seq = 0;
  private ended = false;
  private connections = 1;
  private turnedAt = performance.now();
  private trouble = '';
  /** What waits for its acknowledgement, and since when. */
  private readonly waiting = new Map<number, { readonly what: string; readonly since: number }>();

  private constructor(
    private readonly given: DeviceGiven,
    private readonly client: MqttClient,
  ) {
    client.on('connect', () => {
      this.connections += 1;
      this.turnedAt = performance.now();
    });
    client.on('close', () => (this.turnedAt = performance.now()));
    // What went wrong shows as an acknowledgement that does not come; the client tries again by itself.
    client.on('error', (error) => (this.trouble = error.message));
  }

  static async connect(given: DeviceGiven): Promise<Device> {
    const client = await connectAsync(
      given.broker,
      {
        clientId: given.name,
        username: given.name,
        password: given.secret,
        protocolVersion: 4,
        keepalive: 60,
        reconnectPeriod: given.reconnectMs ?? 0,
        reconnectOnConnackError: true,
        connectTimeout: 5_000,
      },
      false,
    );
    const device = new Device(given, client);
    client.on('message', (_, payload, packet) => {
      if (packet.retain) throw new Error('A command was retained: it would be carried out again at every return.');
      void device.take(command.parse(JSON.parse(payload.toString())));
    });
    await client.subscribeAsync(commandTopic(given.utility, given.name), { qos: 1 });
    return device;
  }

  /** Pushes a register, in cubic metres; resolves when the gateway has acknowledged it. */
  async read(register: string, at: number = this.given.clock.now()): Promise<void> {
    const t = new Date(at).toISOString();
    await this.up('reading', { id: `r${at}`, t, tQuality: 'sync', register, unit: 'm3', flags: [] });
  }

  /** Raises an alarm, or says that it is over. */
  async alarm(alarm: Alarm['alarm'], ended = false): Promise<void> {
    await this.up('alarm', { alarm, ...(ended ? { ended } : {}) });
  }

  /** Says where the valve stands and whether water flows, in litres an hour. */
  async status(flow: number = this.valve === 'closed' ? 0 : 120): Promise<void> {
    await this.up('status', {
      valve: this.valve,
      flow,
      ...(this.lastId === undefined ? {} : { lastCmd: this.lastId }),
    });
  }

  /** Carries out late what it took and kept silent about. */
  async wake(): Promise<void> {
    this.habit = 'turns';
    const [first] = this.heard.splice(0);
    if (first) await this.take(first);
  }

  async close(): Promise<void> {
    this.ended = true;
    await this.client.endAsync(true);
  }

  private async take(each: Command): Promise<void> {
    this.heard.push(each);
    const sig = createHmac('sha256', this.given.commandKey).update(commandSigningText(each)).digest('hex');
    if (sig !== each.sig) throw new Error(`Command ${each.id} is signed by somebody else.`);
    if (each.device !== this.given.name) throw new Error(`Command ${each.id} is meant for ${each.device}.`);
    if (this.habit === 'deaf') return;
    if (each.seq <= this.lastSeq) return this.answer(each, 'duplicate');
    if (each.expiresAt <= this.given.clock.now()) return this.answer(each, 'expired');
    this.lastSeq = each.seq;
    this.lastId = each.id;
    if (this.habit === 'sticks') this.valve = 'fault';
    else {
      this.turned.push({ id: each.id, action: each.action });
      this.valve = each.action === 'close' ? 'closed' : 'open';
    }
    await this.answer(each, 'accepted');
  }

  private async answer(each: Command, result: 'accepted' | 'duplicate' | 'expired'): Promise<void> {
    try {
      await this.up('ack', { id: each.id, seq: each.seq, result, valve: this.valve });
      await this.status();
    } catch (error) {
      // The connection ended while it spoke: it is asked again after its return.
      if (!this.ended && this.client.connected) throw error;
    }
  }

  private async up(kind: UpKind, body: object): Promise<void> {
    this.seq += 1;
    const t = new Date(this.given.clock.now()).toISOString();
    const message = { v: 1, seq: this.seq, bootId: 1, t, ...body };
    const { seq } = this;
    this.waiting.set(seq, { what: `its ${kind} ${JSON.stringify(body)}`, since: performance.now() });
    try {
      const topic = upTopic(this.given.utility, this.given.name, kind);
      const sent = this.client.publishAsync(topic, JSON.stringify(message), { qos: 1 });
      await within(ACKNOWLEDGED_WITHIN_MS, sent, () => `No acknowledgement came. ${this.standing()}`);
    } finally {
      this.waiting.delete(seq);
    }
  }

  /** Whether it is connected, and what it waits for: for the sentence of a story that stands still. */
  standing(): string {
    const { name } = this.given;
    const state = `${this.client.connected ? 'connected' : 'not connected'} for ${secondsSince(this.turnedAt)}`;
    const last = this.trouble === '' ? '' : `; its last trouble: ${this.trouble}`;
    const waits = [...this.waiting.values()].map(({ what, since }) => `; waits for ${secondsSince(since)} for ${what}`);
    return `Device ${name}: ${state}, ${this.connections} connections so far${last}${waits.join('')}.`;
  }

  get waits(): boolean {
    return this.waiting.size > 0;
  }
}
