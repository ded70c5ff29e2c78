import type { CrewJob, CrewToday } from '@curbstop/contracts';
import type { Api } from '@curbstop/ui';
import type { Kept } from '../tablet/kept.ts';
import { createSaving } from '../tablet/saving.ts';
import { createDay } from './day.ts';

const job = (orderId: number, version: number, change: Partial<CrewJob> = {}): CrewJob =>
  ({ orderId, version, state: 'assigned', recall: null, ...change }) as CrewJob;
const stop = { at: 10, answered: null } as CrewJob['recall'];

/** A tablet's day whose answers come when the spec lets them come. */
function aDay() {
  const answers: ((today: CrewToday) => void)[] = [];
  const api = { get: () => new Promise((resolve) => answers.push(resolve)) } as unknown as Api;
  const kept = { get: () => Promise.resolve(null), put: () => Promise.resolve() } as unknown as Kept;
  const heard = jest.fn<void, [CrewJob]>();
  const day = createDay({ api, kept, saving: createSaving(), onJob: heard });
  const answer = async (...jobs: CrewJob[]): Promise<void> => {
    answers.shift()?.({ now: 1, jobs } as CrewToday);
    await new Promise(setImmediate);
  };
  const shown = (): (readonly [number, number])[] | undefined =>
    day.state.get().today?.jobs.map(({ orderId, version }) => [orderId, version] as const);
  return { day, answer, answers, heard, shown };
}

describe('a list that comes later than the news', () => {
  it('leaves the stop that came while it was on its way', async () => {
    const { day, answer, shown } = aDay();
    void day.fetch();
    await answer(job(1, 3));
    void day.fetch();
    day.hear(job(2, 5));
    await answer(job(1, 3));
    expect(shown()).toEqual([
      [1, 3],
      [2, 5],
    ]);
  });

  it('leaves the stop that came before the first list', async () => {
    const { day, answer, shown } = aDay();
    void day.fetch();
    day.hear(job(2, 5));
    await answer();
    expect(shown()).toEqual([[2, 5]]);
  });

  it('takes no recall off the screen', async () => {
    const { day, answer, heard, shown } = aDay();
    void day.fetch();
    await answer(job(1, 3));
    void day.fetch();
    day.hear(job(1, 4, { recall: stop }));
    await answer(job(1, 3));
    expect(shown()).toEqual([[1, 4]]);
    expect(heard.mock.lastCall?.[0].recall).toEqual(stop);
    // Nor does the answer to something that was sent before the recall.
    day.hear(job(1, 3));
    expect(shown()).toEqual([[1, 4]]);
    expect(heard.mock.lastCall?.[0].recall).toEqual(stop);
  });

  it('brings no stop back that is gone', async () => {
    const { day, answer, shown } = aDay();
    void day.fetch();
    await answer(job(1, 3), job(2, 1));
    void day.fetch();
    day.gone(1);
    await answer(job(1, 3), job(2, 1));
    expect(shown()).toEqual([[2, 1]]);
  });

  it('is what counts for all that was told before it was asked for', async () => {
    const { day, answer, shown } = aDay();
    void day.fetch();
    await answer(job(1, 3));
    day.hear(job(2, 9));
    void day.fetch();
    await answer(job(1, 4));
    expect(shown()).toEqual([[1, 4]]);
  });

  it('is asked for anew while one is on its way, and the one asked for last stays', async () => {
    const { day, answers, shown } = aDay();
    const wishes = [day.fetch(), day.fetch(), day.fetch()];
    const [first, second, third] = answers;
    first?.({ now: 1, jobs: [job(1, 1)] } as unknown as CrewToday);
    await wishes[0];
    expect(shown()).toEqual([[1, 1]]);
    third?.({ now: 3, jobs: [job(1, 3)] } as unknown as CrewToday);
    second?.({ now: 2, jobs: [job(1, 2)] } as unknown as CrewToday);
    await Promise.all(wishes);
    expect(shown()).toEqual([[1, 3]]);
  });

  it('is nobody’s after the day was forgotten', async () => {
    const { day, answer } = aDay();
    const wishes = [day.fetch(), day.fetch()];
    day.forget();
    await answer(job(1, 1));
    await answer(job(1, 1));
    await Promise.all(wishes);
    expect(day.state.get().today).toBeNull();
  });
});
