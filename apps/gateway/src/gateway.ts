import { DAY_MS } from '@curbstop/policy';
import type { Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import { stateTopic } from '@curbstop/contracts';
import {
  DeviceDirectory,
  endAlarms,
  endReplay,
  ensureReadPartitions,
  hastenCommands,
  inTransaction,
  lettersToReplay,
  recordHeard,
  storeReads,
  tellSuppressed,
  policyAt,
} from '@curbstop/core';
import type { Clock, KnownDevice } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { embeddedBroker } from './broker/embedded.ts';
import { externalBroker } from './broker/external.ts';
import type { BrokerLink, Ears } from './broker/link.ts';
import { CommandSender } from './commands/sender.ts';
import type { GatewayConfig } from './config.ts';
import { Metrics, serveHealth } from './health.ts';
import { Alarms } from './inbound/alarms.ts';
import { Complaints } from './inbound/complaints.ts';
import { DeadLetters } from './inbound/dead-letters.ts';
import { Inbox } from './inbound/inbox.ts';
import { Patience } from './inbound/outage.ts';
import { ReadBatcher } from './inbound/read-batcher.ts';
import type { Logger } from './log.ts';

const TICK_MS = 1_000;
/** Ticks between the rounds that note who was heard and that the gateway is at work. */
const ROUND_TICKS = 5;
/** What is being stored when the gateway stops gets this long; the rest comes again. */
const DRAIN_MS = 1_500;
/** Partitions: months before the current one, for late readings, and in all. */
const MONTHS_BACK_MS = 62 * DAY_MS;
const MONTHS = 6;

export interface GatewayParts {
  readonly config: GatewayConfig;
  readonly source: DataSource;
  /** The city's clock. */
  readonly clock: Clock;
  /** The machine's, for the heartbeat alone. */
  readonly machine: () => Instant;
  readonly log: Logger;
}

/** Between devices and the records: readings and status in, commands out. */
export class Gateway {
  readonly metrics = new Metrics();
  private readonly directory: DeviceDirectory;
  private readonly complaints: Complaints;
  private readonly patience: Patience;
  private readonly batcher: ReadBatcher;
  private readonly deadLetters: DeadLetters;
  private readonly alarms: Alarms;
  private readonly inbox: Inbox;
  private readonly sender: CommandSender;
  private link: BrokerLink | null = null;
  private http: Server | null = null;
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> | null = null;
  private ticks = 0;
  private month = '';
  private outageToldAt = -Infinity;

  private readonly onError = (error: unknown): void => {
    this.parts.log.error({ err: error }, 'gateway');
  };

  constructor(private readonly parts: GatewayParts) {
    const { source, clock, config } = parts;
    this.directory = new DeviceDirectory(source);
    this.complaints = new Complaints(
      source,
      () => clock.now(),
      () => performance.now(),
    );
    this.patience = new Patience((error) => this.onOutage(error));
    this.batcher = new ReadBatcher({
      store: (reads) => storeReads(source, reads, clock.now(), policyAt(config.profile, clock.now())),
      patience: this.patience,
      onStored: (stored) => {
        this.metrics.stored.inc(stored.stored);
        this.metrics.repeated.inc(stored.repeated);
        this.metrics.doubted.inc(stored.doubted);
      },
      ...(config.broker.kind === 'external' ? { lingerMs: 2 } : {}),
    });
    const keeping = { source, clock, patience: this.patience, ticks: () => performance.now() };
    this.deadLetters = new DeadLetters({ ...keeping, utility: config.utility });
    this.alarms = new Alarms(keeping);
    this.inbox = new Inbox({
      source,
      clock,
      batcher: this.batcher,
      patience: this.patience,
      complaints: this.complaints,
      deadLetters: this.deadLetters,
      alarms: this.alarms,
      onStatus: (device, valve, at) => this.tellState(device, valve, at),
    });
    this.sender = new CommandSender({
      source,
      clock,
      utility: config.utility,
      limits: config.limits,
      link: () => this.broker(),
      onError: this.onError,
      onSent: () => this.metrics.sent.inc(),
    });
  }

  /** Port of the embedded broker, once started. */
  get port(): number | null {
    return this.link?.port ?? null;
  }

  async start(): Promise<void> {
    const { config } = this.parts;
    await this.makePartitions();
    this.link =
      config.broker.kind === 'embedded'
        ? await embeddedBroker({ ...config.broker, utility: config.utility }, this.ears())
        : await externalBroker({ ...config.broker, utility: config.utility }, this.ears());
    this.metrics.watch('curbstop_devices_connected', 'Connections to the broker', () => this.link?.connected() ?? 0);
    this.metrics.watch('curbstop_reads_waiting', 'Readings that wait to be stored', () => this.batcher.size);
    if (config.httpPort !== null) this.http = await serveHealth(config.httpPort, this.metrics, () => this.isUp());
    await this.beat();
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.sender.wake();
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.sender.stop();
    this.batcher.stop();
    const drained = setTimeout(() => this.patience.stop(), DRAIN_MS);
    await this.link?.close();
    clearTimeout(drained);
    this.patience.stop();
    await this.round;
    await this.writeDown().catch(this.onError);
    this.http?.close();
    this.http?.closeAllConnections();
  }

  /** There may be something to send. */
  wake(): void {
    this.sender.wake();
  }

  /** A device was changed: its name, or nothing when it was many. */
  forget(name: string): void {
    this.directory.forget(name);
  }

  private ears(): Ears {
    const { source, clock } = this.parts;
    return {
      signIn: (name, secret) => this.patience.untilDone(() => this.directory.authenticate(name, secret, clock.now())),
      find: (name) => this.patience.untilDone(() => this.directory.find(name, clock.now())),
      take: (message) => this.inbox.take(message),
      reachable: (device) => {
        if (device.valveId === null) return;
        hastenCommands(source, device.id, clock.now()).catch(this.onError);
      },
      refused: (name, says) => {
        this.metrics.refused.inc();
        this.complaints.note(name, false, 'refused', `${name.slice(0, 64)}: ${says}`);
      },
      failed: (error) => this.parts.log.debug({ err: error }, 'connection'),
    };
  }

  private tick(): void {
    this.sender.wake();
    this.ticks += 1;
    this.round ??= this.makeRound(this.ticks % ROUND_TICKS === 0)
      .catch(this.onError)
      .finally(() => (this.round = null));
  }

  private async makeRound(whole: boolean): Promise<void> {
    await this.complaints.write();
    await this.replayLetters();
    if (!whole) return;
    await this.beat();
    await this.writeDown();
    await endAlarms(this.parts.source, this.parts.clock.now());
    await tellSuppressed(this.parts.source, this.parts.clock.now());
    await this.makePartitions();
  }

  private async writeDown(): Promise<void> {
    await this.complaints.write();
    await recordHeard(this.parts.source, this.inbox.takeHeard());
    await this.deadLetters.writeCounts();
    await this.alarms.writeCounts();
  }

  /** What a person asked to have replayed; safe twice, as every delivery is. */
  private async replayLetters(): Promise<void> {
    const { source, clock } = this.parts;
    for (const { letterId, device: name, kind, payload } of await lettersToReplay(source)) {
      const device = await this.directory.find(name, clock.now());
      const reason =
        device === null ? 'The device is not let in any more.' : await this.inbox.replay({ device, kind, payload });
      await endReplay(source, letterId, reason, clock.now());
    }
  }

  /** Readings of a month have their partition before the month begins, also when the clock is turned. */
  private async makePartitions(): Promise<void> {
    const now = this.parts.clock.now();
    const month = new Date(now).toISOString().slice(0, 7);
    if (month === this.month) return;
    await inTransaction(this.parts.source, (tx) => ensureReadPartitions(tx, (now - MONTHS_BACK_MS) as Instant, MONTHS));
    this.month = month;
  }

  private async beat(): Promise<void> {
    const value = {
      at: this.parts.machine(),
      connected: this.link?.connected() ?? 0,
      brokerUp: this.link?.isUp() ?? false,
    };
    await this.parts.source.query(
      `INSERT INTO setting (key, value) VALUES ('heartbeat/gateway', $1)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      [JSON.stringify(value)],
    );
  }

  private async isUp(): Promise<boolean> {
    try {
      await this.parts.source.query('SELECT 1');
      return true;
    } catch (error) {
      this.onError(error);
      return false;
    }
  }

  private tellState(device: KnownDevice, valve: string, at: Instant): void {
    const topic = stateTopic(this.parts.config.utility, device.name);
    this.broker()
      .publish(topic, JSON.stringify({ v: 1, valve, reportedAt: at }), { retain: true })
      .catch(this.onError);
  }

  private broker(): BrokerLink {
    if (!this.link) throw new Error('The broker has not started yet.');
    return this.link;
  }

  private onOutage(error: Error): void {
    this.metrics.outages.inc();
    if (performance.now() - this.outageToldAt < 30_000) return;
    this.outageToldAt = performance.now();
    this.parts.log.warn({ err: error }, 'The database does not take what devices send; they are asked to wait.');
  }
}
