import { crewDay } from '@curbstop/contracts';
import { anOrder, aStop } from '../testing/an-order.ts';
import { caughtOf } from '../map/caught.ts';
import { assignPreview, cannotAssign, cannotBeGiven, stopsInWords } from './preview.ts';
import { progress, through } from './progress.ts';

const crew = (parts: Record<string, unknown> = {}) =>
  crewDay.parse({
    crewId: 7,
    name: 'J. Lindqvist',
    initials: 'JL',
    truck: 'Truck 22',
    onShift: true,
    shiftEnds: null,
    skills: [],
    position: null,
    battery: null,
    outbox: null,
    lastSeenAt: null,
    ...parts,
  });
const command = { commandId: 'c', action: 'close', state: 'sent', since: 1, why: null };

describe('before orders are given', () => {
  it.each([
    ['released', {}, null],
    ['assigned', { crewId: 8 }, null],
    ['en-route', { crewId: 8 }, null],
    ['listed', {}, 'not released yet'],
    ['on-site', { crewId: 8 }, 'with a crew on site: take it back first'],
    ['held', {}, 'held'],
    ['completed', {}, 'finished'],
    ['released', { command }, 'in the hands of its remote valve'],
  ])('%s %j: %s', (state, parts, why) => {
    expect(cannotAssign(anOrder({ state, ...parts }))).toBe(why);
  });

  it('counts only what the crew does not have already', () => {
    const preview = assignPreview(
      [anOrder(), aStop(2, 7, 1), aStop(3, 8, 1), anOrder({ orderId: 4, state: 'listed' })],
      crew(),
      4,
    );
    expect(stopsInWords(preview)).toBe('4 becomes 6 stops');
    expect(preview.warnings).toEqual(['1448 Crane Ford Drive is taken from another crew.']);
  });

  it('warns of a crew off shift only when it would get something', () => {
    expect(assignPreview([anOrder()], crew({ onShift: false }), 0).warnings).toEqual(['J. Lindqvist is off shift.']);
    expect(assignPreview([], crew({ onShift: false }), 0).warnings).toEqual([]);
  });

  it('names a single order that cannot be given, and counts several', () => {
    expect(cannotBeGiven([anOrder({ state: 'listed' })])).toEqual(['1448 Crane Ford Drive: not released yet']);
    expect(cannotBeGiven([anOrder({ state: 'listed' }), anOrder({ state: 'listed' }), anOrder()])).toEqual([
      '2 not released yet',
    ]);
  });
});

describe('what a lasso takes', () => {
  it('is what waits, and leaves the crews’ orders among them alone', () => {
    expect(caughtOf([anOrder(), aStop(2, 7, 1), anOrder({ orderId: 3, state: 'completed' })])).toEqual({
      orders: [anOrder()],
      says: '1 turn-off, not assigned',
      leftOut: 'Left out: 1 with a crew, 1 done.',
    });
    expect(caughtOf([anOrder()]).leftOut).toBeNull();
  });
  it('is crews’ orders that can be moved when nothing waits there', () => {
    const stop = aStop(2, 7, 1);
    expect(caughtOf([stop, aStop(3, 7, 2, { state: 'on-site' })])).toEqual({
      orders: [stop],
      says: '1 turn-off, assigned',
      leftOut: 'Left out: 1 with a crew on site.',
    });
    expect(caughtOf([anOrder({ state: 'completed' })])).toEqual({
      orders: [],
      says: null,
      leftOut: 'Left out: 1 done.',
    });
  });
});

describe('a crew’s bar', () => {
  it('adds up to all stops, done first', () => {
    const stops = [
      aStop(1, 7, 1),
      aStop(2, 7, 2, { state: 'completed' }),
      aStop(3, 7, 3),
      aStop(4, 7, 4, { state: 'cannot-complete' }),
    ];
    expect(progress(stops)).toEqual([
      { fill: 'done', n: 1 },
      { fill: 'cannot', n: 1 },
      { fill: 'assigned', n: 2 },
    ]);
    expect(through(stops)).toBe(2);
  });
});
