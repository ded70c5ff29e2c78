import type { CrewAction } from '@curbstop/contracts';
import { MemoryStore } from './memory-store.ts';
import { Outbox } from './outbox.ts';
import type { Peers } from './peers.ts';
import type { SendOutcome } from './transport.ts';

const CREW = 3;
const accept = (actions: readonly CrewAction[]): SendOutcome => ({
  kind: 'answered',
  results: actions.map(({ id }) => ({ id, result: 'accepted', says: '', clauses: [], job: null })),
});
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 5));

/** Pages of one tablet: one store, one lock, and a channel between them. */
function tabletOf(send: (actions: readonly CrewAction[]) => Promise<SendOutcome>) {
  const store = new MemoryStore();
  const heard = new Set<{ page: number; listener: () => void }>();
  let last: Promise<unknown> = Promise.resolve();
  let ids = 0;
  let pages = 0;
  const peersOf = (page: number): Peers => ({
    tell: () => {
      for (const other of heard) if (other.page !== page) other.listener();
    },
    hear: (listener) => {
      const entry = { page, listener };
      heard.add(entry);
      return () => heard.delete(entry);
    },
  });
  async function open(): Promise<Outbox> {
    const outbox = new Outbox({
      store,
      send,
      now: () => 1_000,
      newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
      chance: () => 0.5,
      later: () => () => undefined,
      alone: (run) => {
        const mine = last.then(run);
        last = mine;
        return mine;
      },
      peers: peersOf((pages += 1)),
      onError: (error) => {
        throw error;
      },
    });
    await outbox.open();
    return outbox;
  }
  return { store, open };
}

describe('several pages of one tablet', () => {
  it('show the same count: what one page keeps and sends, the other sees come and go', async () => {
    let network = false;
    const { open } = tabletOf(async (actions) => (network ? accept(actions) : { kind: 'no-answer' }));
    const [first, second] = [await open(), await open()];
    first.resume(CREW);
    second.resume(CREW);
    await first.add({ type: 'depart', orderId: 1, baseVersion: 1 }, CREW);
    await first.add({ type: 'depart', orderId: 2, baseVersion: 1 }, CREW);
    await settled();
    expect([first.view.waiting.length, second.view.waiting.length]).toEqual([2, 2]);
    await second.flush();
    expect(second.view.trouble).toEqual({ kind: 'no-answer' });
    network = true;
    await first.flush();
    await settled();
    expect([first.view.waiting.length, second.view.waiting.length]).toEqual([0, 0]);
    expect(second.view).toMatchObject({ trouble: null, nextTryAt: null });
  });

  it('send one at a time, and what is added while the other page sends goes out after it, once', async () => {
    const sent: number[] = [];
    let atOnce = 0;
    let most = 0;
    const { open } = tabletOf(async (actions) => {
      most = Math.max(most, (atOnce += 1));
      await settled();
      sent.push(...actions.map(({ orderId }) => orderId));
      atOnce -= 1;
      return accept(actions);
    });
    const [first, second] = [await open(), await open()];
    first.resume(CREW);
    second.resume(CREW);
    await settled();
    await Promise.all([
      first.add({ type: 'depart', orderId: 1, baseVersion: 1 }, CREW),
      second.add({ type: 'depart', orderId: 2, baseVersion: 1 }, CREW),
    ]);
    await Promise.all([first.flush(), second.flush()]);
    await settled();
    expect([sent, most]).toEqual([[1, 2], 1]);
    expect([first.view.waiting.length, second.view.waiting.length]).toEqual([0, 0]);
  });
});

describe('the end of a session', () => {
  it('leaves no answer of the server behind, and asks for a refusal again under the same id', async () => {
    const asked: string[] = [];
    const { store, open } = tabletOf(async (actions) => {
      asked.push(...actions.map(({ id }) => id));
      return {
        kind: 'answered',
        results: actions.map(({ id }) => ({
          id,
          result: 'refused',
          says: 'Ines Calloway paid $124.08.',
          clauses: [],
          job: { customer: 'Ines Calloway' } as never,
        })),
      };
    });
    const outbox = await open();
    outbox.resume(CREW);
    const { id } = await outbox.add({ type: 'depart', orderId: 1, baseVersion: 1 }, CREW);
    await outbox.flush();
    expect(outbox.view.refused[0]?.result).toMatchObject({ says: 'Ines Calloway paid $124.08.', job: null });
    outbox.pause();
    await outbox.forgetAnswers();
    const { records } = await store.read();
    expect(JSON.stringify(records)).not.toMatch(/Calloway|124\.08/);
    expect(records.map((record) => record.action.id)).toEqual([id]);
    outbox.resume(CREW);
    await outbox.flush();
    expect(asked).toEqual([id, id]);
    expect(outbox.view.refused[0]?.result?.says).toBe('Ines Calloway paid $124.08.');
  });
});
