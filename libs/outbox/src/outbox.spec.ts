import type { CrewAction, CrewActionResult } from '@curbstop/contracts';
import { waitAfter } from './backoff.ts';
import { outboxFile } from './export-file.ts';
import { MemoryStore } from './memory-store.ts';
import { Outbox } from './outbox.ts';
import type { OutboxSettings } from './outbox.ts';
import type { ActionDraft, OutboxRecord } from './record.ts';
import { StorageFull } from './store.ts';
import type { SendOutcome } from './transport.ts';
import { witnessIn } from './witness.ts';

const depart = (orderId: number): ActionDraft => ({ type: 'depart', orderId, baseVersion: 1 });
const accept = (actions: readonly CrewAction[]): SendOutcome => ({
  kind: 'answered',
  results: actions.map(({ id }) => ({ id, result: 'accepted', says: '', clauses: [], job: null })),
});
const refuse = (id: string, says: string): CrewActionResult => ({
  id,
  result: 'refused',
  says,
  clauses: [],
  job: null,
});

function setUp(change: Partial<OutboxSettings> = {}): {
  outbox: Outbox;
  store: MemoryStore;
  sent: number[][];
  timers: { ms: number; run: () => void }[];
} {
  const store = new MemoryStore();
  const sent: number[][] = [];
  const timers: { ms: number; run: () => void }[] = [];
  let ids = 0;
  const send = change.send ?? (async (actions) => accept(actions));
  const outbox = new Outbox({
    store,
    now: () => 1_000,
    newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    chance: () => 0.5,
    later: (ms, run) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
    onError: (error) => {
      throw error;
    },
    ...change,
    send: (actions) => {
      sent.push(actions.map((action) => action.orderId));
      return send(actions);
    },
  });
  return { outbox, store, sent, timers };
}

describe('the outbox', () => {
  it('sends in order, and lets go only of what was accepted', async () => {
    const { outbox, sent } = setUp({ batch: 2 });
    await outbox.open();
    for (const order of [7, 8, 9]) await outbox.add(depart(order), 1);
    expect(outbox.view.waiting.map((record) => record.action.seq)).toEqual([1, 2, 3]);
    outbox.resume(1);
    await outbox.flush();
    expect(sent).toEqual([[7, 8], [9]]);
    expect(outbox.view.waiting).toEqual([]);
  });

  it('keeps a refused answer until the crew has seen it', async () => {
    const { outbox } = setUp({
      send: async (actions) => ({ kind: 'answered', results: actions.map(({ id }) => refuse(id, 'Paid at 9:40.')) }),
    });
    await outbox.open();
    outbox.resume(1);
    const action = await outbox.add(depart(7), 1);
    await outbox.flush();
    expect(outbox.view.waiting).toEqual([]);
    expect(outbox.view.refused.map((record) => record.result?.says)).toEqual(['Paid at 9:40.']);
    await outbox.dismiss(action.id);
    expect(outbox.view.refused).toEqual([]);
  });

  it('stops at the first failure of the network, waits longer each time, and spreads the waits', async () => {
    const { outbox, sent, timers } = setUp({ send: async () => ({ kind: 'no-answer' }), batch: 1 });
    await outbox.open();
    await outbox.add(depart(7), 1);
    await outbox.add(depart(8), 1);
    outbox.resume(1);
    await outbox.flush();
    expect(sent).toEqual([[7]]);
    expect(outbox.view.trouble).toEqual({ kind: 'no-answer' });
    expect(timers.map((timer) => timer.ms)).toEqual([2_000]);
    await outbox.flush();
    expect(timers.map((timer) => timer.ms)).toEqual([4_000]);
    expect(waitAfter(1, 0)).toBe(1_000);
    expect(waitAfter(40, 0.999)).toBeLessThan(90_000);
  });

  it('goes quiet on 401 until somebody signs in, and then starts by itself', async () => {
    let signedIn = false;
    const { outbox, sent, timers } = setUp({
      send: async (actions) => (signedIn ? accept(actions) : { kind: 'signed-out' }),
    });
    await outbox.open();
    outbox.resume(1);
    await outbox.add(depart(7), 1);
    await outbox.flush();
    await outbox.flush();
    expect([sent.length, timers.length, outbox.view.trouble?.kind]).toEqual([1, 0, 'signed-out']);
    signedIn = true;
    outbox.resume(1);
    await outbox.flush();
    expect(outbox.view.waiting).toEqual([]);
  });

  it('never sends what one crew did under the name of another', async () => {
    const { outbox, sent } = setUp();
    await outbox.open();
    await outbox.add(depart(7), 1);
    outbox.resume(2);
    await outbox.add(depart(8), 2);
    await outbox.flush();
    expect(sent).toEqual([[8]]);
    expect(outbox.view.waiting.map((record) => record.crewId)).toEqual([1]);
  });

  it('finds the one action the server will never take, and sends the others', async () => {
    const { outbox, sent } = setUp({
      send: async (actions) =>
        actions.some((action) => action.orderId === 8)
          ? { kind: 'unacceptable', says: 'No such order.' }
          : accept(actions),
    });
    await outbox.open();
    for (const order of [7, 8, 9]) await outbox.add(depart(order), 1);
    outbox.resume(1);
    await outbox.flush();
    expect(sent).toEqual([[7, 8, 9], [7], [8], [9]]);
    expect(outbox.view.refused.map((record) => record.action.orderId)).toEqual([8]);
    expect(outbox.view.waiting).toEqual([]);
  });

  it('says that the tablet is full, and keeps what it had', async () => {
    class FullStore extends MemoryStore {
      full = false;
      override async append(id: string, make: (seq: number) => OutboxRecord): Promise<OutboxRecord> {
        if (this.full) throw new StorageFull();
        return super.append(id, make);
      }
    }
    const store = new FullStore();
    const { outbox } = setUp({ store });
    await outbox.open();
    await outbox.add(depart(7), 1);
    store.full = true;
    await expect(outbox.add(depart(8), 1)).rejects.toBeInstanceOf(StorageFull);
    expect([outbox.view.full, outbox.view.waiting.length]).toEqual([true, 1]);
    store.full = false;
    await outbox.add(depart(8), 1);
    expect([outbox.view.full, outbox.view.waiting.length]).toEqual([false, 2]);
  });

  it('notices that the browser emptied its store, and never gives a place twice', async () => {
    const texts = new Map<string, string>();
    const witness = witnessIn({
      getItem: (key) => texts.get(key) ?? null,
      setItem: (key, value) => texts.set(key, value),
    });
    const first = setUp({ witness }).outbox;
    expect(await first.open()).toBe(true);
    expect(first.view.loss).toBeNull();
    await first.add(depart(7), 1);
    await first.add(depart(8), 1);
    const second = setUp({ witness }).outbox;
    expect(await second.open()).toBe(false);
    expect(second.view.loss).toEqual({ lastSeq: 2, waiting: 2 });
    expect((await second.add(depart(9), 1)).seq).toBe(3);
    second.dismissLoss();
    expect(second.view.loss).toBeNull();
  });

  it('keeps an action once, however often it is given under one id', async () => {
    const { outbox, sent } = setUp();
    await outbox.open();
    const id = '3f0e7a52-8c1d-4f0e-9d0a-5b8e0b8d8a11';
    const once = await outbox.add(depart(7), 1, id);
    expect(await outbox.add(depart(7), 1, id)).toEqual(once);
    outbox.resume(1);
    await outbox.flush();
    expect(sent).toEqual([[7]]);
  });

  it('writes a file with every action as the server would have got it', async () => {
    const { outbox } = setUp();
    await outbox.open();
    const action = await outbox.add(depart(7), 1);
    const file = outboxFile(await outbox.records(), Date.UTC(2026, 2, 17, 18, 34, 5));
    expect(file.name).toBe('outbox-2026-03-17T18-34-05.json');
    expect(JSON.parse(file.text).actions).toEqual([action]);
  });
});
