import { ANSWER_WITHIN_MS, Patience, Stopped, Unhandled } from './outage.ts';

describe('waiting for the database', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('asks again while it is away', async () => {
    const told: string[] = [];
    const patience = new Patience((error) => told.push(error.message));
    const work = jest.fn().mockRejectedValueOnce(new Error('gone')).mockResolvedValue('stored');
    expect(await patience.untilDone(work)).toBe('stored');
    expect(told).toEqual(['gone']);
  });

  it('asks again when no answer comes at all, and not before its time', async () => {
    jest.useFakeTimers();
    const told: string[] = [];
    const patience = new Patience((error) => told.push(error.message));
    const work = jest
      .fn()
      .mockReturnValueOnce(new Promise(() => undefined))
      .mockResolvedValue('stored');
    const done = patience.untilDone(work);
    await jest.advanceTimersByTimeAsync(ANSWER_WITHIN_MS - 1);
    expect(told).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(told).toEqual(['No answer within 60 s.']);
    expect(await done).toBe('stored');
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('does not ask again for what can never be stored', async () => {
    const patience = new Patience(() => undefined);
    const poison = Object.assign(new Error('out of range'), { code: '22003' });
    await expect(patience.untilDone(() => Promise.reject(poison))).rejects.toBe(poison);
  });

  it('asks again a few times where a fault of our own is in the way, and then says so', async () => {
    const patience = new Patience(() => undefined);
    const work = jest.fn().mockRejectedValue(new TypeError('x is undefined'));
    await expect(patience.untilDone(work)).rejects.toBeInstanceOf(Unhandled);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('does not wait for ever for what fails by itself while the database is there', async () => {
    jest.useFakeTimers();
    const patience = new Patience(() => undefined);
    const done = patience.untilDone(() => Promise.reject(new Error('There is no tariff.')));
    const ended = expect(done).rejects.toBeInstanceOf(Unhandled);
    await jest.advanceTimersByTimeAsync(60_000);
    await ended;
  });

  it('waits for ever for a database that is away', async () => {
    jest.useFakeTimers();
    const patience = new Patience(() => undefined);
    let isAway = true;
    const away = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const done = patience.untilDone(() => (isAway ? Promise.reject(away) : Promise.resolve('stored')));
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    isAway = false;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await done).toBe('stored');
  });

  it('gives up when the gateway stops', async () => {
    const patience = new Patience(() => undefined);
    patience.stop();
    await expect(patience.untilDone(() => Promise.reject(new Error('gone')))).rejects.toBeInstanceOf(Stopped);
  });
});
