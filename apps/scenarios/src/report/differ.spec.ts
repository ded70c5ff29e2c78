// What another policy would have made of the same life, as a clerk reads it.
import type { Cents, Instant } from '@curbstop/policy';
import type { Happened } from '../happened.ts';
import { differenceLines } from './differ.ts';

const ZONE = 'America/Los_Angeles';
const END = Date.parse('2026-03-18T00:00:00-07:00') as Instant;
const source = { journal: null, says: '', facts: {} };

function charge(at: string, amount: number): Happened {
  const moment = Date.parse(at) as Instant;
  return { at: moment, account: 'main', event: 'charge', fields: { kind: 'penalty', amount: amount as Cents }, source };
}
const listed: Happened = { ...charge('2026-03-16T17:00:00-07:00', 0), event: 'list', fields: { state: 'listed' } };
const lived = (policy: string, ...events: Happened[]) => ({
  policy,
  life: { timeZone: ZONE, end: END, events, notTaken: [] },
});

const LAST = '  Both were lived through to Wed Mar 18, 2026 00:00; what would come later is not shown.';

describe('two lives', () => {
  it('that are alike say so', () => {
    const life = charge('2026-02-27T10:00:00-08:00', 1_235);
    expect(differenceLines(lived('here', life), lived('there', life))).toEqual([
      '  Nothing would have been different under there.',
      LAST,
    ]);
  });

  it('name what moved, what is of another amount, and what is in one only', () => {
    const here = lived('here', charge('2026-02-27T10:00:00-08:00', 1_235), listed);
    const there = lived('there', charge('2026-03-02T10:00:00-08:00', 2_500));
    expect(differenceLines(here, there)).toEqual([
      '  Under both, but not alike:',
      '    Fri Feb 27, 2026 10:00  charge penalty, amount $12.35',
      '      under there: Mon Mar 2, 2026 10:00 (3 days later), amount $25.00',
      '  Only under here:',
      '    Mon Mar 16, 2026 17:00  list listed',
      LAST,
    ]);
    expect(differenceLines(there, here)).toContain('  Only under here:');
  });
});
