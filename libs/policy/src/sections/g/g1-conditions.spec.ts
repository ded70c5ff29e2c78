import fc from 'fast-check';
import { day } from '../../calendar/days.ts';
import { instant } from '../../calendar/zoned.ts';
import { agenda } from '../../engine/agenda.ts';
import { earliestClose, mayClose } from '../../engine/gate.ts';
import { certificate, declared, household, inForce, offered, row } from '../../test/assistance.fixture.ts';
import { account, at, bill, GLENDORA, notice, R } from '../../test/facts.fixture.ts';
import {
  cannotPay,
  cannotPayThrough,
  certificateCounts,
  conditionsOf,
  leftOut,
  maySubmitAssistance,
  maySubmitCertificate,
  showsNeed,
} from './g1-conditions.ts';
import type { AccountFacts, ArrangementFacts } from '../../facts/facts.ts';

const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const MORNING = at('2026-03-17 09:00');
const PLAN = inForce([row('2026-04-03', 13_580)]);

/** Bill R past its 60th day, with what is given of G.1. */
const facts = (more: Partial<AccountFacts> = {}) =>
  account({ certificates: [certificate('2026-02-20')], household: household(), ...more });

describe('G.1, the conditions that keep a home on', () => {
  it('G.1 boundary: a and b shown and c unsigned may be closed; signed one minute before, it may not', () => {
    expect(mayClose(facts(), GLENDORA, MORNING).mayClose).toBe(true);
    const signed = inForce(PLAN.rows, { signedAt: at('2026-03-17 08:59') });
    const verdict = mayClose(facts({ arrangements: [signed] }), GLENDORA, MORNING);
    expect(verdict).toMatchObject({ mayClose: false, because: ['G.1'] });
    expect(verdict.terms.find((term) => term.code === 'medical')).toMatchObject({ binds: true, clause: 'G.1' });
  });

  it.each<[string, Partial<AccountFacts>]>([
    ['G.1.a', { certificates: [] }],
    ['G.1.b', { household: null }],
    ['G.1.c', { arrangements: [] }],
    ['Z.8', { customerClass: 'commercial' }],
  ])('G.1 without %s: allowed', (_, missing) => {
    const two = facts({ arrangements: [PLAN], ...missing });
    expect(conditionsOf(two, GLENDORA, MORNING).all).toBe(false);
    expect(mayClose(two, GLENDORA, MORNING).mayClose).toBe(true);
  });

  it('G.1 the loss of one ends the block at the next business day', () => {
    const ends = facts({ arrangements: [PLAN], household: household({ endsOn: day('2026-03-20') }) });
    expect(earliestClose(ends, GLENDORA, MORNING)).toBe(at('2026-03-23 08:00'));
    expect(agenda(ends, GLENDORA).find((act) => act.act === 'list')?.at).toBe(at('2026-03-21 00:00') - 1);
  });

  it('G.1.a boundary: a certificate dated thirteen months ago does not count', () => {
    const old = facts({ arrangements: [PLAN], certificates: [certificate('2025-02-17')] });
    expect(conditionsOf(old, GLENDORA, MORNING)).toMatchObject({ medical: false, financial: true, all: false });
    expect(maySubmitCertificate(account(), GLENDORA, MORNING, day('2025-02-17'))).toMatchObject({
      granted: false,
      clauses: ['G.1.a'],
    });
  });

  it.each([
    ['2025-03-17', false],
    ['2025-03-18', true],
  ])('G.1.a of %s, twelve months on: %s', (dated, counts) => {
    expect(certificateCounts(certificate(dated, '2025-03-20 10:00'), GLENDORA, MORNING)).toBe(counts);
  });

  it('G.1.a.i boundary: a tenant files, the owner is the customer: it counts', () => {
    const rented = facts({ customerRole: 'landlord', arrangements: [PLAN] });
    expect(conditionsOf(rented, GLENDORA, MORNING)).toMatchObject({ medical: true, all: true });
    expect(certificateCounts(certificate('2026-02-20', '2026-03-17 09:00'), GLENDORA, MORNING)).toBe(true);
    expect(certificateCounts(certificate('2026-02-20', '2026-03-17 09:01'), GLENDORA, MORNING)).toBe(false);
  });

  it('G.1.a.i a certificate of tomorrow is refused, and one for a business', () => {
    expect(maySubmitCertificate(account(), GLENDORA, MORNING, day('2026-03-18')).clauses).toEqual(['G.1.a.i']);
    const shop = account({ customerClass: 'commercial' });
    expect(maySubmitCertificate(shop, GLENDORA, MORNING, day('2026-03-16')).clauses).toEqual(['Z.8', 'G.1']);
    expect(maySubmitAssistance(shop).clauses).toEqual(['Z.8', 'G.1']);
  });

  it('G.1.b boundary: a program letter alone is enough, without income', () => {
    expect(cannotPay({ household: household({ benefits: ['medi-cal'] }) }, GLENDORA, MORNING)).toBe(true);
    expect(cannotPay({ household: household({ benefits: [] }) }, GLENDORA, MORNING)).toBe(false);
  });

  it('G.1.b.i boundary: declared 199.99 % of the poverty level yes, 200 % no', () => {
    expect(cannotPay({ household: declared(19_999) }, GLENDORA, MORNING)).toBe(true);
    expect(cannotPay({ household: declared(20_000) }, GLENDORA, MORNING)).toBe(false);
  });

  it('G.1.b.i a benefit counts through its last day, unverified evidence not at all, and all of it twelve months', () => {
    expect(cannotPayThrough(household({ endsOn: day('2026-03-17') }), GLENDORA)).toBe('2026-03-17');
    expect(cannotPayThrough(household({ verified: false }), GLENDORA)).toBeNull();
    expect(cannotPayThrough(household(), GLENDORA)).toBe('2027-01-14');
  });

  it('G.1.c boundary: an offer that waits for its signature blocks until it lapses', () => {
    const willing = facts({ arrangements: [offered('2026-03-12 10:00')] });
    expect(mayClose(willing, GLENDORA, MORNING)).toMatchObject({ mayClose: false, because: ['G.1'] });
    expect(earliestClose(willing, GLENDORA, MORNING)).toBe(at('2026-03-20 08:00'));
    expect(mayClose(willing, GLENDORA, at('2026-03-20 08:00')).mayClose).toBe(true);
  });

  it('G.1.c.i boundary: a plan that covers one of two delinquent bills does not count', () => {
    const second = bill('2026-01-16', { billId: 2, number: '2' });
    const both = facts({ bills: [R, second], notices: [notice('2026-02-27', [1, 2])], arrangements: [PLAN] });
    expect(leftOut(PLAN, both, day('2026-03-18')).map((each) => each.billId)).toEqual([2]);
    expect(conditionsOf(both, GLENDORA, at('2026-03-18 09:00'))).toMatchObject({ agreement: false, all: false });
    expect(mayClose(both, GLENDORA, at('2026-03-18 09:00')).mayClose).toBe(true);
    const whole = facts({ bills: [R, second], arrangements: [inForce(PLAN.rows, { billIds: [1, 2] })] });
    expect(conditionsOf(whole, GLENDORA, at('2026-03-18 09:00'))).toMatchObject({ agreement: true, all: true });
  });

  it('G.1.c.i a bill left out ends the protection when it becomes delinquent', () => {
    const later = bill('2026-03-02', { billId: 2, number: '2' });
    const { until } = conditionsOf(facts({ bills: [R, later], arrangements: [PLAN] }), GLENDORA, MORNING);
    expect(until).toBe(at('2026-04-14 00:00') - 1);
  });

  it('I.2 need is shown by a certificate and the household, on a residential account', () => {
    expect(showsNeed(facts(), GLENDORA, MORNING)).toBe(true);
    expect(showsNeed(facts({ household: null }), GLENDORA, MORNING)).toBe(false);
    expect(showsNeed(facts({ customerClass: 'government' }), GLENDORA, MORNING)).toBe(false);
  });

  it('the gate and its earliest moment agree, whatever is shown, in all the days of a year', () => {
    const states = fc.constantFrom<ArrangementFacts['state'][]>('offered', 'in-force', 'defaulted');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 300 }),
        fc.option(fc.integer({ min: 0, max: 120 })),
        states,
        fc.integer({ min: 0, max: 24 * 60 * 300 }),
        (certAge, givenAge, offer, state, minutes) => {
          const ago = (days: number) => new Date(Date.UTC(2026, 2, 3) - days * 86_400_000).toISOString().slice(0, 10);
          const offerEndsAt = offer === null ? null : instant(at('2026-03-03 10:00') + offer * 86_400_000);
          const later = bill('2026-03-12', { billId: 2, number: '2' });
          const life = account({
            bills: [R, later],
            notices: [notice('2026-02-27', [1]), { ...notice('2026-04-24', [2]), noticeId: 2 }],
            certificates: [certificate(ago(certAge))],
            household: household({ givenOn: day(ago(givenAge)) }),
            arrangements: [inForce([row('2026-12-03', 13_580)], { state, offerEndsAt })],
          });
          const now = instant(at('2026-03-03 10:00') + minutes * 60_000);
          const verdict = mayClose(life, GLENDORA, now);
          expect(verdict.mayClose).toBe(verdict.earliest === now);
          expect(earliestClose(life, GLENDORA, now)).toBe(verdict.earliest);
          if (conditionsOf(life, GLENDORA, now).all) expect(verdict.mayClose).toBe(false);
          if (verdict.earliest !== null) expect(mayClose(life, GLENDORA, verdict.earliest).mayClose).toBe(true);
        },
      ),
      { seed, numRuns: 400 },
    );
  });
});
