import type { IncomingRead, StoredReads } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import { Patience, Unhandled } from './outage.ts';
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
  const outages: string[] = [];
  const patience = new Patience((error) => outages.push(error.message));
  const made = new ReadBatcher({
    store: async (reads) => {
      await store(reads);
      return nothing;
    },
    patience,
    onStored: () => undefined,
  });
  return { made, outages, patience };
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
    const { made } = batcher((reads) => {
      if (reads.some((read) => read.deviceId === 5)) {
        return Promise.reject(Object.assign(new Error('out of range'), { code: '22003' }));
      }
      for (const read of reads) kept.add(read.deviceId);
      return Promise.resolve();
    });
    const ends = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7].map((id) => made.add([read(id)])));
    const failed = ends.flatMap((end, nth) =>
      end.status === 'rejected' ? [{ id: nth + 1, why: end.reason as unknown }] : [],
    );
    expect(failed).toEqual([{ id: 5, why: expect.any(Unhandled) }]);
    expect([...kept].sort()).toEqual([1, 2, 3, 4, 6, 7]);
  });

  it.each([
    ['a type error', () => new TypeError("Cannot read properties of undefined (reading 'x')")],
    ['a range error', () => new RangeError('Invalid array length')],
    ['a reference error', () => new ReferenceError('x is not defined')],
  ])(
    'gives back, for a person, the message that %s of our own is in the way of, and keeps the others',
    async (_, fault) => {
      const { made } = batcher((reads) =>
        reads.some((read) => read.deviceId === 2) ? Promise.reject(fault()) : Promise.resolve(),
      );
      const ends = await Promise.allSettled([1, 2, 3].map((id) => made.add([read(id)])));
      expect(ends.map((end) => end.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(ends[1]).toMatchObject({ reason: { name: 'Unhandled' } });
    },
  );

  it('gives back readings of a device that has no meter: they are not stored, so they are not done', async () => {
    const patience = new Patience(() => undefined);
    const made = new ReadBatcher({
      store: () => Promise.resolve({ ...nothing, unattached: [7] }),
      patience,
      onStored: () => undefined,
    });
    await expect(made.add([read(7)])).rejects.toBeInstanceOf(Unhandled);
    await made.add([read(8)]);
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
