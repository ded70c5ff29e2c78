import type { Evidence } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { FLOW_WATCH_MS, doubtsOf, farFeet, farRefusal, feetWords, kindOf, missingEvidence } from './index.ts';

const T0 = 1_773_700_000_000;
const ADDRESS = { lon: -122.64, lat: 38.23 };
const DEGREES_PER_METER = 1 / 111_195;
const at = T0 as Instant;

const away = (meters: number, accuracy = 4): NonNullable<Evidence['position']> => ({
  lon: ADDRESS.lon,
  lat: ADDRESS.lat + meters * DEGREES_PER_METER,
  accuracy,
  at,
});
const full: Evidence = {
  meterSerial: '41882307',
  register: '418.73',
  position: away(5),
  valve: 'closed',
  valveTurnedAt: at,
  permitId: null,
  flowChecked: true,
  tagLeft: true,
  note: '',
  flowFrom: at,
  flowAt: (T0 + FLOW_WATCH_MS) as Instant,
};
const facts = { address: ADDRESS, heldSince: T0 - 60_000, deviceAt: T0 + 60_000, now: T0 + 90_000 };
const doubts = (change: Partial<Evidence>, given = facts): string[] =>
  doubtsOf(kindOf('turn-off'), { ...full, ...change }, given);

describe('how far from the address', () => {
  it.each([
    [30, 4, null],
    [64, 4, null],
    [70, 4, 217],
    [130, 4, 413],
    [130, 80, null],
    [1_500, 10, 4_888],
    // It may be anywhere: that proves nothing, and is no distance either.
    [1_500, 101, null],
  ])('%d m away, good to %d m, is %p ft too far', (meters, accuracy, feet) => {
    expect(farFeet({ position: away(meters, accuracy) }, ADDRESS)).toBe(feet);
  });

  it.each([
    [44, '44 ft'],
    [427, '430 ft'],
    [4_888, '0.9 mi'],
  ])('%d feet read %s', (feet, words) => expect(feetWords(feet)).toBe(words));

  it('asks for a reason, except where water was given back', () => {
    const far = { ...full, position: away(130) };
    expect(farRefusal(kindOf('turn-off'), far, ADDRESS)).toContain('410 ft from the address');
    expect(farRefusal(kindOf('door-tag'), far, ADDRESS)).toContain('Say why');
    expect(farRefusal(kindOf('reconnect'), far, ADDRESS)).toBeNull();
    expect(farRefusal(kindOf('turn-off'), { ...far, far: { reason: 'large-lot', note: '' } }, ADDRESS)).toBeNull();
  });
});

describe('what evidence leaves in doubt', () => {
  it('is nothing, when it is whole', () => expect(doubts({})).toEqual([]));

  it.each<[string, Partial<Evidence>, string]>([
    ['no position', { position: null }, 'There is no position.'],
    [
      'location switched off',
      { position: null, positionMissing: 'denied' },
      'There is no position: location is switched off for this app.',
    ],
    [
      'a position that may be anywhere',
      { position: away(0, 900) },
      'There is no position: the position is too inaccurate.',
    ],
    ['far, with no reason', { position: away(130) }, 'The tablet was 410 ft from the address. No reason was given.'],
    [
      'far, with a reason',
      { position: away(130), far: { reason: 'other', note: 'Easement behind the school' } },
      'The tablet was 410 ft from the address. Something else: Easement behind the school',
    ],
    ['a dial looked at once', { flowAt: at }, 'The dial was not watched to the end.'],
    ['no times of the watch', { flowFrom: null }, 'The tablet did not keep how long the dial was watched.'],
    [
      'a valve turned next year',
      { valveTurnedAt: (T0 + 3e10) as Instant },
      'The valve was turned at a time that does not fit this job.',
    ],
    [
      'yesterday’s position',
      { position: { ...away(5), at: (T0 - 86_400_000) as Instant } },
      'The position is not of the time of this job.',
    ],
  ])('%s', (_name, change, sentence) => expect(doubts(change)).toEqual([sentence]));

  it.each([
    ['in the future', T0 + 3_600_000],
    ['before the crew had the order', T0 - 3_600_000],
  ])('a tablet’s clock %s', (_name, deviceAt) => {
    expect(doubts({}, { ...facts, deviceAt })).toEqual([
      'The tablet’s clock does not fit: the time of arrival here counts.',
    ]);
  });

  it('is no proof of a closed valve when the dial was looked at once, and stops no reconnect', () => {
    const glance = { ...full, flowAt: at };
    expect(missingEvidence(kindOf('turn-off'), glance).map(({ part }) => part)).toEqual(['flowChecked']);
    expect(missingEvidence(kindOf('reconnect'), { ...glance, valve: 'open', position: null })).toEqual([]);
  });
});
