import type { CrewAction, CrewActionResult } from '@curbstop/contracts';
import fc from 'fast-check';
import { MemoryStore } from './memory-store.ts';
import { Outbox } from './outbox.ts';
import type { OutboxRecord } from './record.ts';
import type { SendOutcome } from './transport.ts';

/** What the network and the server do with one batch. `after` counts actions. */
type Weather =
  | { kind: 'fine' }
  | { kind: 'lost-request' }
  | { kind: 'lost-answer'; after: number }
  | { kind: 'short-answer'; after: number }
  | { kind: 'server-trouble'; after: number }
  | { kind: 'signed-out' }
  | { kind: 'delayed' };

type Op =
  | { op: 'add'; twice: boolean }
  | { op: 'flush'; wait: boolean }
  | { op: 'timer' }
  | { op: 'crash' }
  | { op: 'crash-inside'; after: number }
  | { op: 'sign-in' }
  | { op: 'duplicate' };

/** Does each action once by its id, as the API promises, and refuses every seventh. */
class ModelServer {
  readonly carriedOut: CrewAction[] = [];
  private readonly answers = new Map<string, CrewActionResult>();
  /** Batches that the network still holds, or may hand over again. */
  private readonly onTheWay: (readonly CrewAction[])[] = [];
  weather: Weather[] = [];

  receive(actions: readonly CrewAction[]): CrewActionResult[] {
    return actions.map((action) => {
      const known = this.answers.get(action.id);
      if (known) return known.result === 'refused' ? known : { ...known, result: 'duplicate' };
      this.carriedOut.push(action);
      const result = action.seq % 7 === 0 ? 'refused' : 'accepted';
      const answer: CrewActionResult = { id: action.id, result, says: '', clauses: [], job: null };
      this.answers.set(action.id, answer);
      return answer;
    });
  }

  async send(actions: readonly CrewAction[]): Promise<SendOutcome> {
    await Promise.resolve();
    const weather = this.weather.shift() ?? { kind: 'fine' };
    this.onTheWay.push(actions);
    switch (weather.kind) {
      case 'fine':
        return { kind: 'answered', results: this.receive(actions) };
      case 'lost-request':
        this.onTheWay.pop();
        return { kind: 'no-answer' };
      case 'lost-answer':
        this.receive(actions.slice(0, weather.after));
        return { kind: 'no-answer' };
      case 'short-answer':
        return { kind: 'answered', results: this.receive(actions.slice(0, weather.after)) };
      case 'server-trouble':
        this.receive(actions.slice(0, weather.after));
        return { kind: 'server-trouble', says: 'down' };
      case 'signed-out':
        this.onTheWay.pop();
        return { kind: 'signed-out' };
      case 'delayed':
        return { kind: 'no-answer' };
    }
  }

  /** The network hands an old batch over, for the first time or once more. */
  deliverOld(): void {
    const old = this.onTheWay.shift();
    if (old) this.receive(old);
  }
}

/** A store whose process dies after a number of writes: what was written stays, nothing answers any more. */
class MortalStore extends MemoryStore {
  writesLeft = Number.POSITIVE_INFINITY;
  private async write<T>(run: () => Promise<T>): Promise<T> {
    if (this.writesLeft <= 0) return new Promise<T>(() => undefined);
    this.writesLeft -= 1;
    const done = await run();
    // The last write reached the disk, but nobody lived to hear it.
    return this.writesLeft <= 0 ? new Promise<T>(() => undefined) : done;
  }
  override append(id: string, make: (seq: number) => OutboxRecord): Promise<OutboxRecord> {
    return this.write(() => super.append(id, make));
  }
  override replace(records: readonly OutboxRecord[]): Promise<void> {
    return this.write(() => super.replace(records));
  }
  override remove(ids: readonly string[]): Promise<void> {
    return this.write(() => super.remove(ids));
  }
}

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
};

const after = fc.nat({ max: 4 });
const weather: fc.Arbitrary<Weather> = fc.oneof(
  fc.constant<Weather>({ kind: 'fine' }),
  fc.constant<Weather>({ kind: 'lost-request' }),
  fc.constant<Weather>({ kind: 'delayed' }),
  fc.constant<Weather>({ kind: 'signed-out' }),
  after.map((n): Weather => ({ kind: 'lost-answer', after: n })),
  after.map((n): Weather => ({ kind: 'short-answer', after: n })),
  after.map((n): Weather => ({ kind: 'server-trouble', after: n })),
);
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 5, arbitrary: fc.boolean().map((twice): Op => ({ op: 'add', twice })) },
  { weight: 4, arbitrary: fc.boolean().map((wait): Op => ({ op: 'flush', wait })) },
  { weight: 2, arbitrary: fc.constant<Op>({ op: 'timer' }) },
  { weight: 1, arbitrary: fc.constant<Op>({ op: 'crash' }) },
  { weight: 2, arbitrary: fc.nat({ max: 3 }).map((n): Op => ({ op: 'crash-inside', after: n })) },
  { weight: 2, arbitrary: fc.constant<Op>({ op: 'sign-in' }) },
  { weight: 2, arbitrary: fc.constant<Op>({ op: 'duplicate' }) },
);

async function live(ops: readonly Op[], skies: readonly Weather[], batch: number): Promise<void> {
  const server = new ModelServer();
  server.weather = [...skies];
  const store = new MortalStore();
  const confirmed: string[] = [];
  const refusedSeen = new Set<string>();
  let timers: (() => void)[] = [];
  let ids = 0;
  let born = 0;
  let outbox!: Outbox;

  const start = async (): Promise<void> => {
    born += 1;
    const life = born;
    timers = [];
    store.writesLeft = Number.POSITIVE_INFINITY;
    outbox = new Outbox({
      store,
      batch,
      send: async (actions) => {
        const outcome = await server.send(actions);
        // A page that died hears nothing.
        return life === born ? outcome : new Promise<SendOutcome>(() => undefined);
      },
      now: () => 0,
      newId: () => uuid((ids += 1)),
      chance: () => 0,
      later: (_ms, run) => {
        timers.push(run);
        return () => {
          timers = timers.filter((timer) => timer !== run);
        };
      },
      onAnswer: (_record, result) => {
        if (result.result === 'refused') refusedSeen.add(result.id);
      },
      onError: (error) => {
        throw error;
      },
    });
    await outbox.open();
  };
  const crash = async (): Promise<void> => {
    outbox.close();
    await start();
  };

  await start();
  outbox.resume(1);
  for (const step of ops) {
    if (step.op === 'add') {
      const id = uuid((ids += 1));
      let kept = false;
      const note = (): void => {
        kept = true;
      };
      const add = (): Promise<unknown> =>
        outbox.add({ type: 'depart', orderId: ids, baseVersion: 1 }, 1, id).then(note);
      const adding = step.twice ? [add(), add()] : [add()];
      await Promise.race([Promise.all(adding), settle()]);
      await settle();
      if (kept) confirmed.push(id);
    } else if (step.op === 'flush') {
      const done = outbox.flush();
      if (step.wait) await Promise.race([done, settle()]);
    } else if (step.op === 'timer') timers.shift()?.();
    else if (step.op === 'crash') await crash();
    else if (step.op === 'crash-inside') {
      store.writesLeft = step.after;
      outbox.resume(1);
      await settle();
      await crash();
    } else if (step.op === 'sign-in') outbox.resume(1);
    else server.deliverOld();
  }

  // Fair weather: everything must get through, and old copies that still arrive change nothing.
  await settle();
  server.weather = [];
  await crash();
  outbox.resume(1);
  await outbox.flush();
  server.deliverOld();
  expect(outbox.view.waiting).toEqual([]);

  const done = server.carriedOut.map((action) => action.id);
  expect(new Set(done).size).toBe(done.length);
  expect(done).toEqual(expect.arrayContaining(confirmed));
  const places = server.carriedOut.map((action) => action.seq);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  // Places in the queue follow the order in which the crew acted.
  const order = confirmed.map((id) => done.indexOf(id));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  // Every refusal is still there for the crew.
  const refused = server.carriedOut.filter((action) => action.seq % 7 === 0).map((action) => action.id);
  expect(outbox.view.refused.map((record) => record.action.id)).toEqual(refused);
  expect([...refusedSeen]).toEqual(expect.arrayContaining(refused));
}

const SEED = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 400);

describe('the outbox under any weather', () => {
  it(`carries out each action once, in order, and loses none (FUZZ_SEED=${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(op, { maxLength: 40 }),
        fc.array(weather, { maxLength: 25 }),
        fc.integer({ min: 1, max: 4 }),
        live,
      ),
      { seed: SEED, numRuns: RUNS },
    );
  });
});
