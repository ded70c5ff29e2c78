import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cityClock } from '@curbstop/contracts';
import { CityClock, migrate, openDatabase } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import { PATIENT, TestClock, aCity, aCrew, anAccount, outerBroker, aMember } from '@curbstop/testing';
import type { DataSource } from 'typeorm';
import { Device } from './device.ts';
import type { Place } from './house.ts';
import { letIn, queueUrl } from './outer.ts';
import { Part } from './part.ts';
import type { Killable } from './part.ts';
import { Person } from './person.ts';
import { patiently } from './patiently.ts';
import { Postgres } from './postgres.ts';
import { within } from './within.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');
const PASSWORD = 'water under the bridge';
/** Far longer than anything takes that goes on at all, and less than a test may take; in milliseconds. */
const STANDS_STILL_AFTER_MS = 300_000;
/** The database takes the time, and the API shows it, each within this; in milliseconds. */
const TURNED_WITHIN_MS = 120_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}

/** A whole city of real processes, any of which may be killed. */
export class City {
  readonly devices: Device[] = [];
  private started = false;
  private onDeath: (says: string) => void = () => undefined;

  private constructor(
    private readonly folder: string,
    readonly source: DataSource,
    readonly clock: TestClock,
    readonly crewId: number,
    readonly parts: readonly Killable[],
    private readonly url: string,
    private readonly utility: string,
    private readonly broker: string,
  ) {}

  static async open(start: string): Promise<City> {
    const folder = await mkdtemp(join(tmpdir(), 'curbstop-kill-'));
    const postgres = await Postgres.start(join(folder, 'data'));
    // A lost connection shows at the next question, which is asked again.
    const source = await openDatabase(postgres.url, { ...PATIENT, max: 5, onPoolError: () => undefined });
    await migrate(source);
    await aCity(source);
    const crewId = await aCrew(source);
    for (const role of ['crew', 'dispatcher', 'clerk'] as const)
      await aMember(source, {
        username: role,
        name: `A ${role}`,
        password: PASSWORD,
        roles: [role],
        ...(role === 'crew' ? { crewId } : {}),
      });
    const outer = outerBroker();
    const utility = `k${randomBytes(6).toString('hex')}`;
    const [port, mqttPort] = [await freePort(), await freePort()];
    const env = {
      DATABASE_URL: postgres.url,
      QUEUE_URL: queueUrl(postgres.url, 4),
      PORT: String(port),
      CURBSTOP_DATA: folder,
      CURBSTOP_UTILITY: utility,
      CURBSTOP_GATEWAY_ID: utility,
      CURBSTOP_CLOSES_PER_MINUTE: '100',
      CURBSTOP_CLOSES_PER_HOUR: '100',
      ...(outer ? { MQTT_URL: outer.url, MQTT_CONNECTIONS: '2' } : { MQTT_PORT: String(mqttPort) }),
    };
    const parts = ['api', 'scheduler', 'gateway'].map(
      (name) => new Part(name, join(ROOT, 'apps', name, 'dist/main.js'), env, (says) => city.onDeath(says)),
    );
    const broker = outer ? `mqtts://${new URL(outer.url).host}` : `mqtt://127.0.0.1:${mqttPort}`;
    const city: City = new City(
      folder,
      source,
      new TestClock(start),
      crewId,
      [postgres, ...parts],
      `http://127.0.0.1:${port}`,
      utility,
      broker,
    );
    try {
      await city.at(start);
      await Promise.all(parts.map((part) => part.start()));
    } catch (error) {
      await city.close();
      throw error;
    }
    city.started = true;
    return city;
  }

  /** Turns the city's clock, which then stands still, for every process; a screen would show it before anybody acts. */
  async at(moment: Instant | string): Promise<void> {
    const cityAt = this.clock.set(moment);
    const state = { cityAt, systemAt: cityAt, running: false, turning: null };
    const turn = (): Promise<void> => new CityClock(() => cityAt).set(this.source, state);
    await patiently('the clock is turned', turn, TURNED_WITHIN_MS);
    if (!this.started) return;
    const show = async (): Promise<void> => {
      const answer = await fetch(`${this.url}/api/clock`, { signal: AbortSignal.timeout(10_000) });
      const shown = cityClock.parse(await answer.json());
      if (shown.now !== cityAt) throw new Error(`The API shows ${shown.now}, not ${cityAt}.`);
    };
    await patiently('the API shows the time', show, TURNED_WITHIN_MS);
  }

  async place(remote: boolean): Promise<Place> {
    const device = {
      name: `${this.utility}-${randomBytes(3).toString('hex')}`,
      secret: randomBytes(12).toString('hex'),
      commandKey: randomBytes(32),
    };
    const built = await anAccount(this.source, {
      openedOn: '2025-11-13',
      remote: { device: device.name, secret: device.secret, commandKey: device.commandKey },
    });
    if (!remote) await this.source.query('UPDATE valve SET device_id = NULL WHERE id = $1', [built.valveId]);
    return { ...built, device };
  }

  async plugIn(places: readonly Place[]): Promise<void> {
    await letIn(places.map((place) => place.device));
    for (const { device } of places)
      this.devices.push(
        await Device.connect({
          broker: this.broker,
          utility: this.utility,
          ...device,
          clock: this.clock,
          reconnectMs: 150,
        }),
      );
  }

  as(role: 'crew' | 'dispatcher' | 'clerk'): Promise<Person> {
    return Person.signIn(this.url, role, PASSWORD, () => this.clock.now());
  }

  /** How parts ended that nobody had killed. */
  get deaths(): string[] {
    return this.parts.flatMap((part) => (part instanceof Part ? part.deaths : []));
  }

  /**
   * Does it all at once. When something fails, when a part dies that nobody had killed, or when nothing goes on any
   * more, the sentence says how everything stands; `also` adds to it.
   */
  async together(work: readonly Promise<unknown>[], also: () => string): Promise<void> {
    const aDeath = new Promise<never>((_, failed) => {
      this.onDeath = (says) => failed(new Error(says));
      for (const says of this.deaths) this.onDeath(says);
    });
    const still = (): string => `It stands still: not done after ${STANDS_STILL_AFTER_MS} ms.`;
    try {
      await within(STANDS_STILL_AFTER_MS, Promise.race([Promise.all(work), aDeath]), still);
    } catch (error) {
      const says = error instanceof Error ? error.message : String(error);
      throw new Error([says, also(), this.standing()].join('\n'), { cause: error });
    }
  }

  private standing(): string {
    const waiting = this.devices.filter((device) => device.waits);
    return [...this.parts, ...waiting].map((each) => each.standing()).join('\n');
  }

  async close(): Promise<void> {
    await Promise.all(this.devices.map((device) => device.close()));
    const [postgres, ...others] = this.parts;
    await Promise.all(others.map((part) => part.stop()));
    await this.source.destroy();
    await postgres?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
