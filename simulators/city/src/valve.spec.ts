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
  afterEach(() => Promise.all(running.splice(0).map((valveDevice) => valveDevice.stop())));
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
    const clock = { now: NOW, city: NOW };
    const start = async (): Promise<ValveDevice> => {
      const device = new ValveDevice(meter, {
        street,
        memory,
        now: () => clock.now,
        setClock: () => {
          clock.now = clock.city;
          return Promise.resolve();
        },
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
    /** Signed as it is sent, but for what is forged afterwards. */
    const send = (
      { sig: given, ...each }: Partial<Command>,
      forged: Readonly<Record<string, unknown>> = {},
    ): Command => {
      const body = {
        v: 2 as const,
        device: meter.device,
        id: randomUUID(),
        seq: 1,
        action: 'close' as const,
        notBefore: NOW as Instant,
        expiresAt: (NOW + 60_000) as Instant,
        ...each,
      };
      const sig = createHmac('sha256', Buffer.from(KEY, 'hex')).update(commandSigningText(body)).digest('hex');
      const command: Command = { ...body, sig: given ?? sig };
      broker.publish(
        {
          cmd: 'publish',
          topic: commandTopic('demo', meter.device),
          payload: JSON.stringify({ ...command, ...forged }),
          qos: 1,
          retain: false,
          dup: false,
        },
        () => undefined,
      );
      return command;
    };
    return { device: await start(), send, memory, start, clock, name: meter.device };
  }
  const valves = () => statuses.map((each) => each.valve);

  it('closes on command, says so, and says again that nothing flows', async () => {
    const { send, memory, name } = await aValve('normal');
    expect(statuses[0]).toMatchObject({ valve: 'open' });
    const sent = send({});
    await until(() => (statuses.filter((each) => each.valve === 'closed').length >= 2 ? true : undefined));
    expect(acks).toMatchObject([{ id: sent.id, seq: 1, result: 'accepted' }]);
    expect([...new Set(valves())]).toEqual(['open', 'moving', 'closed']);
    expect(statuses.at(-1)).toMatchObject({ lastCmd: sent.id, flow: 0 });
    expect(readings.length).toBeGreaterThanOrEqual(2);
    expect(new Set(readings.map((reading) => reading.register)).size).toBe(1);
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
    expect(acks.map((ack) => ack.result)).toEqual(['accepted', 'duplicate', 'duplicate']);
    expect(valves().at(-1)).toBe('closed');
  });

  it.each<[string, Partial<Command>, Ack['result']]>([
    ['whose time is over', { expiresAt: NOW as Instant }, 'expired'],
    ['before its time', { notBefore: (NOW + 1) as Instant }, 'rejected'],
    ['whose precondition does not hold', { precondition: { valve: 'closed' } }, 'rejected'],
    ['that nobody signed', { sig: '0'.repeat(64) }, 'rejected'],
  ])('does not move for a command %s', async (_, each, result) => {
    const { send } = await aValve('normal');
    send(each);
    await until(() => acks[0]);
    expect(acks[0]?.result).toBe(result);
    await new Promise((done) => setTimeout(done, 120));
    expect(new Set(valves())).toEqual(new Set(['open']));
  });

  it('does as it is told when its time has come, and when only its own clock was slow', async () => {
    const { send, clock } = await aValve('normal');
    const later = { notBefore: (NOW + 5_000) as Instant };
    send(later);
    await until(() => acks[0]);
    clock.city = NOW + 5_000;
    send(later);
    await until(() => acks[1]);
    expect(acks.map((ack) => ack.result)).toEqual(['rejected', 'accepted']);
    await until(() => (valves().includes('closed') ? true : undefined));
  });

  /** Every field of a command, changed after it was signed, and a value that would be fit by itself. */
  const forgeries: Record<keyof Command, unknown> = {
    v: 1,
    device: 'V0',
    id: 'another',
    seq: 2,
    action: 'open',
    notBefore: NOW - 1,
    expiresAt: NOW + 60_001,
    precondition: undefined,
    sig: 'f'.repeat(64),
  };
  it.each([...Object.entries(forgeries), ['position', 50]] as [string, unknown][])(
    'does not move for a signed command whose %s was changed',
    async (field, value) => {
      const { device, send, memory, name } = await aValve('normal');
      send({ precondition: { valve: 'open' } }, { [field]: value });
      // A good one comes after it: once that is answered, the forged one was judged.
      send({ seq: 3, precondition: { valve: 'closed' } });
      await until(() => acks.find((ack) => ack.seq === 3));
      expect(acks.every((ack) => ack.result === 'rejected')).toBe(true);
      await device.report([NOW]);
      expect(new Set(valves())).toEqual(new Set(['open']));
      expect(memory.isOff(name)).toBe(false);
    },
  );

  it('does not move for what was signed for another valve under the same key', async () => {
    const { send } = await aValve('normal');
    send({ device: 'V0' });
    await until(() => acks[0]);
    expect(acks[0]?.result).toBe('rejected');
    expect(new Set(valves())).toEqual(new Set(['open']));
  });

  it('signs no two commands by one text, whatever their fields hold', () => {
    const one: Omit<Command, 'sig'> = {
      v: 2,
      device: 'V1',
      id: 'a,1:6',
      seq: 61,
      action: 'close',
      notBefore: NOW as Instant,
      expiresAt: NOW as Instant,
    };
    const texts = [one, { ...one, id: 'a', seq: 661 }, { ...one, id: 'a,1:66', seq: 1 }, { ...one, device: 'V1,5:a' }];
    expect(new Set(texts.map(commandSigningText)).size).toBe(texts.length);
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
