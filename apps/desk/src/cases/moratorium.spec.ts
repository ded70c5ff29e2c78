import { instant } from '@curbstop/policy';
import { checkMoratorium, whereOf } from './moratorium.ts';

const ZONE = 'America/Los_Angeles';
const NOW = instant(Date.parse('2026-03-17T15:05:00Z'));
const FORM = {
  where: 'city',
  fromDay: '2026-03-17',
  fromTime: '08:00',
  untilDay: '2026-03-20',
  untilTime: '23:59',
  reason: ' Heat above 105 degrees. ',
};

describe('a moratorium as it is typed', () => {
  it('reading 13: becomes moments of the city, for the city or a route', () => {
    expect(checkMoratorium(FORM, ZONE, NOW)).toEqual({
      ok: true,
      body: {
        routeGroup: null,
        from: Date.parse('2026-03-17T15:00:00Z'),
        until: Date.parse('2026-03-21T06:59:00Z'),
        reason: 'Heat above 105 degrees.',
      },
    });
    expect(checkMoratorium({ ...FORM, where: '3' }, ZONE, NOW)).toMatchObject({ ok: true, body: { routeGroup: 3 } });
  });

  it.each([
    ['no end', { untilDay: '' }, { until: 'Give the last day and its last time.' }],
    ['an end before its beginning', { untilDay: '2026-03-16' }, { until: 'It ends after it begins.' }],
    [
      'an end that has passed',
      { fromDay: '2026-03-10', untilDay: '2026-03-16' },
      { until: 'This moment has passed. Give one that is to come.' },
    ],
    ['no reason', { reason: ' ' }, { reason: 'Say why, so that it can be read to a customer.' }],
  ])('takes none with %s', (_, more, errors) => {
    expect(checkMoratorium({ ...FORM, ...more }, ZONE, NOW)).toEqual({ ok: false, errors });
  });

  it('names its place', () => {
    expect([whereOf({ routeGroup: null }), whereOf({ routeGroup: 4 })]).toEqual(['The whole city', 'Route group 4']);
  });
});
