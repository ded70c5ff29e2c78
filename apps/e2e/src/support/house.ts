import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi, readConfig as readBilling } from '@curbstop/api';
import type { Api } from '@curbstop/api';
import type { Role } from '@curbstop/contracts';
import { row, rows } from '@curbstop/core';
import { createGateway } from '@curbstop/gateway';
import type { GatewayConfig, RunningGateway } from '@curbstop/gateway';
import { look } from '@curbstop/scheduler';
import { TestClock, aBill, aCity, aCrew, anAccount, outerBroker, testDatabase, aMember } from '@curbstop/testing';
import type { AccountPlan, BuiltAccount, TestDatabase } from '@curbstop/testing';
import type { DataSource } from 'typeorm';
import { Device } from './device.ts';
import { letIn } from './outer.ts';
import { Person } from './person.ts';

/** Everybody's. */
export const PASSWORD = 'water under the bridge';

/** An account with its device's way in. */
export interface Place extends BuiltAccount {
  readonly device: { readonly name: string; readonly secret: string; readonly commandKey: Buffer };
}

/** The API and a gateway at work on a database of their own, with one clock that the story turns. */
export class House {
  private readonly devices: Device[] = [];

  private constructor(
    readonly clock: TestClock,
    readonly database: TestDatabase,
    readonly api: Api,
    private readonly gateway: RunningGateway,
    private readonly config: GatewayConfig,
    readonly crewId: number,
    private readonly folder: string,
  ) {}

  /** @param start the city's first moment, with its offset; @param clock one that goes by itself, for screens */
  static async open(start: string, clock = new TestClock(start)): Promise<House> {
    const database = await testDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'curbstop-story-'));
    const { source, url } = database;
    await aCity(source);
    const crewId = await aCrew(source);
    for (const role of ['crew', 'dispatcher', 'clerk', 'finance', 'supervisor'] as const)
      await aMember(source, {
        username: role,
        name: `A ${role}`,
        password: PASSWORD,
        roles: [role],
        ...(role === 'crew' ? { crewId } : {}),
      });
    // A topic root of its own: houses that share a broker must not hear one another.
    const utility = `s${randomBytes(6).toString('hex')}`;
    const outer = outerBroker();
    const config: GatewayConfig = {
      databaseUrl: url,
      utility,
      profile: 'glendora',
      broker: outer
        ? { kind: 'external', url: outer.url, connections: 2, name: utility }
        : { kind: 'embedded', host: '127.0.0.1', port: 0 },
      limits: { perMinute: 100, perHour: 100 },
      httpPort: null,
      logLevel: 'silent',
    };
    const gateway = await createGateway(config, { clock, source });
    const api = await createApi(
      readBilling({ DATABASE_URL: url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' }),
      { clock, source },
    );
    return new House(clock, database, api, gateway, config, crewId, folder);
  }

  get source(): DataSource {
    return this.database.source;
  }

  /** Turns the clock to a moment and lets the scheduler look once. */
  at(moment: string): ReturnType<typeof look> {
    return look(this.source, 'glendora', this.clock.set(moment));
  }

  /** An account with a smart meter; with `remote`, its valve takes commands. */
  async place({
    remote = false,
    ...plan
  }: Omit<AccountPlan, 'remote'> & { readonly remote?: boolean } = {}): Promise<Place> {
    const device = {
      name: `${this.config.utility}-${randomBytes(3).toString('hex')}`,
      secret: randomBytes(12).toString('hex'),
      commandKey: randomBytes(32),
    };
    const built = await anAccount(this.source, {
      openedOn: '2025-11-13',
      ...plan,
      remote: { device: device.name, secret: device.secret, commandKey: device.commandKey },
    });
    if (!remote) await this.source.query('UPDATE valve SET device_id = NULL WHERE id = $1', [built.valveId]);
    return { ...built, device };
  }

  /**
   * Accounts whose bill of January 15 is unpaid and whose notice is mailed, on the evening of day 60: at five o'clock they
   * come onto the list.
   */
  async untilDay60(...places: Place[]): Promise<void> {
    const at = this.clock.set('2026-01-15T06:00:00-08:00');
    for (const { accountId } of places)
      await aBill(this.source, accountId, { on: '2026-01-15', cents: 11_280, due: '2026-02-26', at });
    await this.at('2026-02-27T10:00:00-08:00');
    await this.at('2026-03-16T16:59:59-07:00');
  }

  /** The turn-off of a place's account. */
  async turnOffOf(place: Place): Promise<number> {
    const found = await row<{ id: number }>(
      this.source,
      "SELECT id FROM work_order WHERE account_id = $1 AND kind = 'turn-off' ORDER BY id DESC LIMIT 1",
      [place.accountId],
    );
    if (!found) throw new Error(`Account ${place.accountId} has no turn-off.`);
    return found.id;
  }

  /** Kinds and states of a place's orders, oldest first. */
  ordersOf(place: Place): Promise<{ id: number; kind: string; state: string; urgent: boolean; crewOnly: boolean }[]> {
    return rows(
      this.source,
      'SELECT id, kind, state, urgent, crew_only AS "crewOnly" FROM work_order WHERE account_id = $1 AND kind <> \'manual-read\' ORDER BY id',
      [place.accountId],
    );
  }

  /** The places' devices, connected to the broker. */
  async plugIn(...places: Place[]): Promise<Device[]> {
    await letIn(places.map((place) => place.device));
    const outer = outerBroker();
    const broker = outer ? `mqtts://${new URL(outer.url).host}` : `mqtt://127.0.0.1:${this.gateway.port}`;
    const devices: Device[] = [];
    for (const { device } of places)
      devices.push(await Device.connect({ broker, utility: this.config.utility, ...device, clock: this.clock }));
    this.devices.push(...devices);
    return devices;
  }

  /** Signs somebody of the role in. */
  as(role: Extract<Role, 'crew' | 'dispatcher' | 'clerk'>): Promise<Person> {
    return Person.signIn(this.api.url, role, PASSWORD, () => this.clock.now());
  }

  /** How the command of an order stands. */
  async command(orderId: number): Promise<string | null> {
    const found = await row<{ state: string }>(
      this.source,
      'SELECT state FROM valve_command WHERE order_id = $1 ORDER BY queued_at DESC LIMIT 1',
      [orderId],
    );
    return found?.state ?? null;
  }

  async close(): Promise<void> {
    await Promise.all(this.devices.map((device) => device.close()));
    await this.api.close();
    await this.gateway.close();
    await this.database.close();
    await rm(this.folder, { recursive: true });
  }
}
