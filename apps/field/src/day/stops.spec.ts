import type { CrewAction, CrewJob } from '@curbstop/contracts';
import { metresBetween, overWords, sortStops, stopsOf } from './stops.ts';

const job = (orderId: number, change: Partial<CrewJob> = {}): CrewJob =>
  ({ orderId, sequence: orderId, state: 'assigned', kind: 'turn-off', recall: null, ...change }) as CrewJob;
const action = (orderId: number, type: 'depart' | 'arrive' | 'complete'): CrewAction =>
  ({ orderId, type }) as CrewAction;

describe('the day on the tablet', () => {
  it('shows what was done and not sent yet as done, by the server’s own table', () => {
    const stops = stopsOf([job(2), job(1)], [action(1, 'depart'), action(1, 'arrive'), action(1, 'complete')]);
    expect(stops.map(({ job: { orderId, state }, unsent }) => [orderId, state, unsent])).toEqual([
      [1, 'completed', true],
      [2, 'assigned', false],
    ]);
  });

  it('takes the stop where the crew is before the next of the route', () => {
    const { next, later } = sortStops(stopsOf([job(1), job(2, { state: 'en-route' }), job(3)], []));
    expect(next?.job.orderId).toBe(2);
    expect(later.map((stop) => stop.job.orderId)).toEqual([1, 3]);
  });

  it('puts a skipped stop behind the others; it stays theirs', () => {
    const { next, later } = sortStops(stopsOf([job(1, { state: 'on-site' }), job(2)], []), new Set([1]));
    expect(next?.job.orderId).toBe(2);
    expect(later.map((stop) => stop.job.orderId)).toEqual([1]);
  });

  it('never offers a stop that was called off', () => {
    const recall = { answered: null } as CrewJob['recall'];
    const sorted = sortStops(stopsOf([job(1, { state: 'on-site', recall }), job(2, { state: 'completed' })], []));
    expect(sorted.next).toBeNull();
    expect(overWords(sorted.over)).toBe('1 done, 1 called off');
  });

  it('a stop that waits for the cashier stays theirs and is never next, also before the question is sent', () => {
    const says = { orderId: 1, type: 'cannot-complete', reason: 'customer-says-paid' } as CrewAction;
    const parked = { answer: null } as CrewJob['parked'];
    for (const stops of [
      stopsOf([job(1, { state: 'on-site' }), job(2)], [says]),
      stopsOf([job(1, { parked }), job(2)], []),
    ]) {
      const { next, later } = sortStops(stops);
      expect(next?.job.orderId).toBe(2);
      expect(later.map((stop) => [stop.job.orderId, stop.waitsForCashier])).toEqual([[1, true]]);
    }
    const answered = { answer: { found: 'not-paid' } } as CrewJob['parked'];
    expect(sortStops(stopsOf([job(1, { parked: answered })], [])).next?.job.orderId).toBe(1);
  });

  it('says how far', () => {
    expect(metresBetween({ lat: 38.4, lon: -122.7 }, { lat: 38.401, lon: -122.7 })).toBe(111);
  });
});
