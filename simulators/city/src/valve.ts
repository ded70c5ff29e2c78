import { createHmac, timingSafeEqual } from 'node:crypto';
import { command, commandSigningText, commandTopic, upTopic } from '@curbstop/contracts';
import type { Ack, Birth, Command, Status, UpKind } from '@curbstop/contracts';
import type { MqttClient } from 'mqtt';
import type { SimulatedMeter } from './fleet.ts';
import type { Memory, ValveMemory } from './memory.ts';
import { connectDevice, readingOf } from './meter.ts';
import type { Street } from './meter.ts';
import { flowAt } from './register.ts';

/** Seconds in the street that a valve takes to turn; a stuck one gives up after as long. */
const TURNS_IN = { normal: 6, slow: 150, stuck: 8 } as const;
/** Seconds after turning at which it says once more where it is, and that no water flows. */
const SAYS_AGAIN_IN = 12;

export interface ValveParts {
  readonly street: Street;
  readonly memory: Memory;
  /** The city's time. */
  readonly now: () => number;
  /** Asks for the city's time again, until it is so late or the device no longer waits. */
  readonly setClock: (atLeast: number) => Promise<void>;
  readonly speed: number;
  readonly onError: (error: unknown) => void;
}

/** A meter with a remote valve: it stays connected, reports every hour and does as it is told, or cannot. */
export class ValveDevice {
  private client: MqttClient | null = null;
  private turn: NodeJS.Timeout | null = null;
  private readonly kept: ValveMemory;

  constructor(
    readonly meter: SimulatedMeter,
    private readonly parts: ValveParts,
  ) {
    this.kept = parts.memory.valve(meter.device);
  }

  async start(): Promise<void> {
    const { street, onError } = this.parts;
    const client = await connectDevice(this.meter, street);
    this.client = client;
    client.on('error', onError);
    client.on('message', (_, payload) => {
      this.obey(payload).catch(onError);
    });
    const arrive = (): void => {
      this.arrive(client).catch(onError);
    };
    client.on('connect', arrive);
    arrive();
    if (this.kept.target !== null) this.move(this.kept.target);
  }

  async stop(): Promise<void> {
    if (this.turn) clearTimeout(this.turn);
    await this.client?.endAsync(true);
  }

  /** Readings at the given times, and where the valve is. */
  async report(times: readonly number[]): Promise<void> {
    await this.sendReading(times);
    await this.sayWhere();
  }

  /** A crew turned it by hand. */
  async turnedByHand(state: 'open' | 'closed'): Promise<void> {
    if (this.turn) clearTimeout(this.turn);
    if (this.kept.state === state) return;
    await this.settle(state);
    await this.sayWhere();
  }

  private async arrive(client: MqttClient): Promise<void> {
    await client.subscribeAsync(commandTopic(this.parts.street.utility, this.meter.device), { qos: 1 });
    const birth: Birth = {
      v: 1,
      bootId: this.parts.street.boot,
      t: this.time(),
      model: 'curbstop/native',
      firmware: 'city-1',
      lastSeq: this.kept.lastSeq,
    };
    await this.say('birth', birth);
    await this.sayWhere();
  }

  private async obey(payload: Buffer): Promise<void> {
    const read = command.safeParse(JSON.parse(payload.toString('utf8')));
    if (!read.success || this.meter.behaviour === 'silent') return;
    const each = read.data;
    // Its own clock may be slow. A command for later is refused, never kept: whoever sent it sends it again in time.
    if (this.parts.now() < each.notBefore) await this.parts.setClock(each.notBefore);
    const answer = this.judge(each);
    if (answer === 'accepted') {
      // Remembered before it is answered or carried out: the same number never moves it twice.
      Object.assign(this.kept, { lastSeq: each.seq, lastCmd: each.id });
      this.kept.target = each.action === 'close' ? 'closed' : 'open';
      await this.parts.memory.save();
    }
    await this.ack(each, answer);
    if (answer === 'accepted') this.move(each.action === 'close' ? 'closed' : 'open');
    else await this.sayWhere();
  }

  private judge(each: Command): Ack['result'] {
    const key = Buffer.from(this.meter.commandKey ?? '', 'hex');
    const wanted = createHmac('sha256', key).update(commandSigningText(each)).digest();
    if (each.device !== this.meter.device) return 'rejected';
    if (!timingSafeEqual(wanted, Buffer.from(each.sig, 'hex'))) return 'rejected';
    if (each.seq <= this.kept.lastSeq) return 'duplicate';
    if (this.parts.now() < each.notBefore) return 'rejected';
    if (this.parts.now() >= each.expiresAt) return 'expired';
    if (each.precondition && each.precondition.valve !== this.kept.state) return 'rejected';
    return 'accepted';
  }

  /** Begins to turn; a later command turns it round. */
  private move(target: 'open' | 'closed'): void {
    if (this.turn) clearTimeout(this.turn);
    const { behaviour } = this.meter;
    if (behaviour === 'silent') return;
    this.kept.state = 'moving';
    this.sayWhere().catch(this.parts.onError);
    this.turn = this.after(TURNS_IN[behaviour], async () => {
      await this.settle(behaviour === 'stuck' ? 'fault' : target);
      await this.sendReading([this.parts.now()]);
      await this.sayWhere();
      this.turn = this.after(SAYS_AGAIN_IN, () => this.report([this.parts.now()]));
    });
  }

  private after(seconds: number, work: () => Promise<void>): NodeJS.Timeout {
    return setTimeout(
      () => {
        work().catch(this.parts.onError);
      },
      (seconds * 1_000) / this.parts.speed,
    );
  }

  private async settle(state: 'open' | 'closed' | 'fault'): Promise<void> {
    Object.assign(this.kept, { state, target: null });
    if (state !== 'fault') this.parts.memory.setFlow(this.meter.device, state === 'open', this.parts.now());
    await this.parts.memory.save();
  }

  private async ack(each: Command, result: Ack['result']): Promise<void> {
    const ack: Ack = { v: 1, id: each.id, seq: each.seq, result, valve: this.kept.state, t: this.time() };
    await this.say('ack', ack);
  }

  private async sayWhere(): Promise<void> {
    const at = this.parts.now();
    const off = this.parts.memory.isOff(this.meter.device);
    const status: Status = {
      v: 1,
      seq: Math.floor(at / 1_000),
      bootId: this.parts.street.boot,
      t: new Date(at).toISOString(),
      valve: this.kept.state,
      battery: 88,
      flow: off ? 0 : flowAt(this.meter, at, this.parts.street.series),
      ...(this.kept.lastCmd === null ? {} : { lastCmd: this.kept.lastCmd }),
    };
    await this.say('status', status);
  }

  private async sendReading(times: readonly number[]): Promise<void> {
    await this.say(
      'reading',
      readingOf(this.meter, times, this.parts.memory.offOf(this.meter.device), this.parts.street),
    );
  }

  private async say(kind: UpKind, body: object): Promise<void> {
    if (!this.client) return;
    await this.client.publishAsync(upTopic(this.parts.street.utility, this.meter.device, kind), JSON.stringify(body), {
      qos: 1,
    });
  }

  private time(): string {
    return new Date(this.parts.now()).toISOString();
  }
}
