import type { IncomingRead, StoredReads } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import { Patience } from './outage.ts';
import { ReadBatcher } from './read-batcher.ts';

const read = (deviceId: number): IncomingRead => ({
  deviceId,
  at: 0 as Instant,
  litres: 0,
  register: '0',
  clock: 'sync',
  bootId: null,
  seq: null,
  receivedAt: 0 as Instant,
  raw: null,
});
const nothing: StoredReads = { stored: 0, repeated: 0, doubted: 0, clashing: 0, unattached: [] };

function batcher(store: (reads: readonly IncomingRead[]) => Promise<void>) {
  const poisoned: number[] = [];
  const outages: string[] = [];
  const patience = new Patience((error) => outages.push(error.message));
  const made = new ReadBatcher({
    store: async (reads) => {
      await store(reads);
      return nothing;
    },
    patience,
    onStored: () => undefined,
    onPoison: (reads) => poisoned.push(...reads.map((it) => it.deviceId)),
  });
  return { made, poisoned, outages, patience };
}

describe('the read batcher', () => {
  it('answers each message only after its batch is committed', async () => {
    let commit = (): void => undefined;
    const sizes: number[] = [];
    const { made } = batcher((reads) => {
      sizes.push(reads.length);
      return new Promise((done) => (commit = done));
    });
    const answered: number[] = [];
    const all = [1, 2, 3].map((id) => made.add([read(id)]).then(() => answered.push(id)));
    while (sizes.length === 0) await new Promise((done) => setTimeout(done, 1));
    expect(sizes).toEqual([3]);
    expect(answered).toEqual([]);
    commit();
    await Promise.all(all);
    expect(answered).toEqual([1, 2, 3]);
  });

  it('holds what the database cannot take and tries again', async () => {
    let away = 2;
    const { made, outages } = batcher(() => {
      away -= 1;
      return away >= 0 ? Promise.reject(new Error('connect ECONNREFUSED')) : Promise.resolve();
    });
    await made.add([read(1)]);
    expect(outages).toHaveLength(2);
  });

  it('finds the one message that can never be stored and keeps the others', async () => {
    const kept = new Set<number>();
    const { made, poisoned } = batcher((reads) => {
      if (reads.some((it) => it.deviceId === 5)) {
        return Promise.reject(Object.assign(new Error('out of range'), { code: '22003' }));
      }
      for (const it of reads) kept.add(it.deviceId);
      return Promise.resolve();
    });
    await Promise.all([1, 2, 3, 4, 5, 6, 7].map((id) => made.add([read(id)])));
    expect(poisoned).toEqual([5]);
    expect([...kept].sort()).toEqual([1, 2, 3, 4, 6, 7]);
  });

  it('gives back what it has not stored when it stops', async () => {
    const { made, patience, outages } = batcher(() => Promise.reject(new Error('away')));
    const first = made.add([read(1)]);
    while (outages.length === 0) await new Promise((done) => setTimeout(done, 1));
    const second = made.add([read(2)]);
    made.stop();
    patience.stop();
    await expect(second).rejects.toThrow('will come again');
    await expect(first).rejects.toThrow('will come again');
    await expect(made.add([read(3)])).rejects.toThrow('will come again');
  });
});
