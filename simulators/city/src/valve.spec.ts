import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ack, commandSigningText, commandTopic, parseUpTopic, reading, status } from '@curbstop/contracts';
import type { Ack, Command, Reading, Status } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { Aedes } from 'aedes';
import type { Behaviour, SimulatedMeter } from './fleet.ts';
import { Memory } from './memory.ts';
import { loadSeries } from './series.ts';
import { ValveDevice } from './valve.ts';

const KEY = 'ab'.repeat(32);
const NOW = Date.UTC(2026, 10, 21, 18);
const series = loadSeries();

async function until<T>(what: () => T | undefined): Promise<T> {
  for (let i = 0; i < 6_000; i += 1) {
    const found = what();
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('It did not happen in time.');
}

describe('a simulated valve', () => {
  let broker: Aedes;
  let server: Server;
  let folder: string;
  let url: string;
  let acks: Ack[] = [];
  let statuses: Status[] = [];
  let readings: Reading[] = [];
  const running: ValveDevice[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'curbstop-valve-'));
    broker = await Aedes.createBroker();
    server = createServer(broker.handle);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
    broker.on('publish', (packet) => {
      const kind = parseUpTopic(packet.topic)?.kind;
      const text = packet.payload.toString();
      if (kind === 'ack') acks.push(ack.parse(JSON.parse(text)));
      if (kind === 'status') statuses.push(status.parse(JSON.parse(text)));
      if (kind === 'reading') readings.push(reading.parse(JSON.parse(text)));
    });
  });
  beforeEach(() => {
    acks = [];
    statuses = [];
    readings = [];
  });
  afterEach(() => Promise.all(running.splice(0).map((it) => it.stop())));
  afterAll(async () => {
    await new Promise<void>((done) => broker.close(done));
    await new Promise((done) => server.close(done));
    await rm(folder, { recursive: true });
  });

  let nth = 0;
  async function aValve(behaviour: Behaviour) {
    nth += 1;
    const meter: SimulatedMeter = {
      device: `V${nth}`,
      serial: String(nth),
      secret: 's',
      commandKey: KEY,
      series: 'D003',
      scale: 5,
      base: 1_000,
      epoch: NOW - 86_400_000,
      irrigation: null,
      valve: true,
      behaviour,
    };
    const memory = await Memory.open(join(folder, `${meter.device}.json`));
    const street = { mqttUrl: url, utility: 'demo', series, boot: 1 };
    const start = async (): Promise<ValveDevice> => {
      const device = new ValveDevice(meter, {
        street,
        memory,
        now: () => NOW,
        speed: 200,
        onError: (error) => {
          throw error;
        },
      });
      running.push(device);
      // It subscribes before it says where it is.
      const said = statuses.length;
      await device.start();
      await until(() => statuses[said]);
      return device;
    };
    const send = (it: Partial<Command>, changed: Partial<Command> = {}): Command => {
      const body = {
        v: 1 as const,
        id: randomUUID(),
        seq: 1,
        action: 'close' as const,
        notBefore: NOW as Instant,
        expiresAt: (NOW + 60_000) as Instant,
        ...it,
      };
      const sig = createHmac('sha256', Buffer.from(KEY, 'hex')).update(commandSigningText(body)).digest('hex');
      const command: Command = { sig, ...body, ...changed };
      broker.publish(
        {
          cmd: 'publish',
          topic: commandTopic('demo', meter.device),
          payload: JSON.stringify(command),
          qos: 1,
          retain: false,
          dup: false,
        },
        () => undefined,
      );
      return command;
    };
    return { device: await start(), send, memory, start, name: meter.device };
  }
  const valves = () => statuses.map((it) => it.valve);

  it('closes on command, says so, and says again that nothing flows', async () => {
    const { send, memory, name } = await aValve('normal');
    expect(statuses[0]).toMatchObject({ valve: 'open' });
    const sent = send({});
    await until(() => (statuses.filter((it) => it.valve === 'closed').length >= 2 ? true : undefined));
    expect(acks).toMatchObject([{ id: sent.id, seq: 1, result: 'accepted' }]);
    expect([...new Set(valves())]).toEqual(['open', 'moving', 'closed']);
    expect(statuses.at(-1)).toMatchObject({ lastCmd: sent.id, flow: 0 });
    expect(readings.length).toBeGreaterThanOrEqual(2);
    expect(new Set(readings.map((it) => it.register)).size).toBe(1);
    expect(memory.isOff(name)).toBe(true);
  });

  it('never moves twice for one number, also after a restart', async () => {
    const { device, send, start } = await aValve('normal');
    const sent = send({});
    await until(() => (valves().includes('closed') ? true : undefined));
    send({ action: 'open', seq: 1 });
    await until(() => acks[1]);
    await device.stop();
    await start();
    send({ ...sent });
    await until(() => acks[2]);
    expect(acks.map((it) => it.result)).toEqual(['accepted', 'duplicate', 'duplicate']);
    expect(valves().at(-1)).toBe('closed');
  });

  it.each<[string, Partial<Command>, Ack['result']]>([
    ['whose time is over', { expiresAt: NOW as Instant }, 'expired'],
    ['whose precondition does not hold', { precondition: { valve: 'closed' } }, 'rejected'],
    ['that nobody signed', { sig: '0'.repeat(64) }, 'rejected'],
  ])('does not move for a command %s', async (_, it, result) => {
    const { send } = await aValve('normal');
    send(it);
    await until(() => acks[0]);
    expect(acks[0]?.result).toBe(result);
    await new Promise((done) => setTimeout(done, 120));
    expect(new Set(valves())).toEqual(new Set(['open']));
  });

  it.each<[string, Partial<Command>]>([
    ['taken out', { precondition: undefined }],
    ['changed', { precondition: { valve: 'open' } }],
  ])('does not move for a command whose precondition was %s on the way', async (_, changed) => {
    const { send } = await aValve('normal');
    send({ precondition: { valve: 'closed' } }, changed);
    await until(() => acks[0]);
    expect(acks[0]?.result).toBe('rejected');
    expect(new Set(valves())).toEqual(new Set(['open']));
  });

  it('reports a fault when it is stuck', async () => {
    const { send, memory, name } = await aValve('stuck');
    send({});
    await until(() => (valves().includes('fault') ? true : undefined));
    expect(memory.isOff(name)).toBe(false);
  });

  it('says nothing when it is silent', async () => {
    const { send } = await aValve('silent');
    send({});
    await new Promise((done) => setTimeout(done, 150));
    expect(acks).toEqual([]);
    expect(new Set(valves())).toEqual(new Set(['open']));
  });

  it('says where a crew has turned it by hand', async () => {
    const { device, memory, name } = await aValve('stuck');
    await device.turnedByHand('closed');
    await until(() => (valves().includes('closed') ? true : undefined));
    expect(memory.isOff(name)).toBe(true);
    await device.turnedByHand('open');
    expect(memory.isOff(name)).toBe(false);
  });
});
