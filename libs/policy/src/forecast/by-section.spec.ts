import { addDays, day } from '../calendar/days.ts';
import { cents } from '../money/money.ts';
import { withSettings } from '../parameters/settings.ts';
import { account, at, bill, closing, fee, GLENDORA, hold, notice, order, R } from '../test/facts.fixture.ts';
import { ahead } from './forecast.ts';
import type { AccountFacts, AppealFacts, ArrangementFacts, PastFacts } from '../facts/facts.ts';
import type { AheadCode } from './forms.ts';

const NOW = '2026-03-11 14:20';

/** Day or moment, clause, and whether it happened, of the steps of some codes. */
function told(facts: AccountFacts, codes: readonly AheadCode[], now = NOW): unknown[] {
  return ahead(facts, GLENDORA, at(now))
    .steps.filter((step) => codes.includes(step.code))
    .map((step) => [step.code, step.at ?? step.day, step.clause, step.happened]);
}
const past = (was: PastFacts['was'], on: string, billId: number | null = 1): PastFacts => ({
  pastId: 1,
  accountId: 77,
  was,
  on: day(on),
  billId,
});
const appeal = (more: Partial<AppealFacts> = {}): AppealFacts => ({
  appealId: 3,
  level: 1,
  billId: 1,
  entryId: null,
  filedAt: at('2026-01-28 10:00'),
  state: 'open',
  decidedAt: null,
  windowEndsAt: null,
  overLimit: false,
  ...more,
});
const plan = (more: Partial<ArrangementFacts> = {}): ArrangementFacts => ({
  arrangementId: 4,
  kind: 'amortization',
  state: 'in-force',
  billIds: [1],
  signedAt: at('2026-03-02 11:00'),
  offerEndsAt: null,
  rows: [
    { due: day('2026-03-02'), amount: cents(2_716), unpaid: cents(0) },
    { due: day('2026-04-02'), amount: cents(5_432), unpaid: cents(5_432) },
  ],
  untilDay: null,
  ...more,
});

describe('what the sections tell of a bill', () => {
  it('H.3.a the bill and its late charge have days of their own', () => {
    const last = (on: string) => at(`${on} 00:00`) - 1;
    expect(told(account(), ['appeal-by', 'appeal-charge-by'])).toEqual([
      ['appeal-by', last('2026-01-31'), 'H.3.a', true],
      ['appeal-charge-by', last('2026-03-15'), 'H.3.a', false],
    ]);
    const waived = account({ history: [past('courtesy-waiver', '2026-03-03')] });
    expect(told(waived, ['appeal-charge-by', 'waived'])).toEqual([['waived', '2026-03-03', 'C.1.a', true]]);
  });

  it('H.3 an appeal of a charge that is no bill is told of the account', () => {
    const filed = appeal({ billId: null, entryId: 12 });
    const steps = ahead(account({ appeals: [filed] }), GLENDORA, at('2026-03-16 09:00')).steps;
    expect(steps.filter((step) => step.code === 'appeal-filed')).toMatchObject([
      { billId: null, says: 'Charge appealed', at: filed.filedAt },
    ]);
  });

  it('H.3.a, H.4.a an appeal takes the place of its last day', () => {
    const decided = appeal({
      state: 'decided',
      decidedAt: at('2026-02-10 09:00'),
      windowEndsAt: at('2026-02-12 23:59'),
    });
    expect(
      told(account({ appeals: [decided] }), ['appeal-by', 'appeal-filed', 'appeal-decided', 'appeal-further-by']),
    ).toEqual([
      ['appeal-filed', at('2026-01-28 10:00'), 'H.3.a', true],
      ['appeal-decided', at('2026-02-10 09:00'), 'H.3.c', true],
      ['appeal-further-by', at('2026-02-12 23:59'), 'H.4.a', true],
    ]);
  });

  it('D.3 the day before the turn-off date is the last one to ask, and nobody is told so who cannot', () => {
    const asks = (more: Partial<AccountFacts>) => told(account(more), ['ask-by', 'extension', 'extension-end']);
    expect(asks({})).toEqual([['ask-by', at('2026-03-16 00:00') - 1, 'D.3', false]]);
    expect(asks({ service: 'off' })).toEqual([]);
    expect(asks({ customerClass: 'state' })).toEqual([]);
    const extended = {
      history: [past('extension', '2026-03-05')],
      holds: [hold('D.1', '2026-03-05', '2026-03-30 17:00')],
    };
    expect(asks(extended)).toEqual([
      ['extension', '2026-03-05', 'D.1', true],
      ['extension-end', at('2026-03-30 17:00'), 'D.7', false],
    ]);
  });

  it('E.2.b the notice that came back, and the visit that is still to be', () => {
    const back = { ...notice('2026-02-27'), returnedAt: at('2026-03-06 10:00') };
    expect(told(account({ notices: [back] }), ['notice-back', 'hanger', 'left-at-door'])).toEqual([
      ['notice-back', at('2026-03-06 10:00'), 'E.2.b', true],
      ['hanger', '2026-03-09', 'E.2.b', false],
    ]);
    const left = { ...notice('2026-03-09', [1], 'door-hanger'), noticeId: 2, leftAt: at('2026-03-09 10:12') };
    const held = hold('E.2.b', '2026-03-06 10:00', '2026-03-11 10:12');
    expect(told(account({ notices: [back, left], holds: [held] }), ['hanger', 'left-at-door', 'hanger-time'])).toEqual([
      ['left-at-door', at('2026-03-09 10:12'), 'E.2.b', true],
      ['hanger-time', at('2026-03-11 10:12'), 'E.2.b', true],
    ]);
  });

  it('a notice that was undone is not told', () => {
    const undone = { ...notice('2026-02-27', [1], 'reminder'), voided: true };
    expect(told(account({ notices: [undone] }), ['told'])).toEqual([]);
    expect(told(account({ notices: [notice('2026-02-27', [1], 'reminder')] }), ['told'])).toEqual([
      ['told', '2026-02-27', 'C.1', true],
    ]);
  });

  it('E.3.a where the owner is the customer, the tenants are told first', () => {
    const owner = { customerRole: 'landlord' as const, dwelling: 'multi-unit' as const };
    const codes = ['tenant-posting', 'tenant-time', 'left-at-door'] as const;
    expect(told(account(owner), codes)).toEqual([['tenant-posting', at('2026-03-01 10:00'), 'E.3.a', false]]);
    const posted = { ...notice('2026-03-02', [1], 'tenant'), noticeId: 2, leftAt: at('2026-03-02 09:30') };
    expect(told(account({ ...owner, notices: [notice('2026-02-27'), posted] }), codes)).toEqual([
      ['left-at-door', at('2026-03-02 09:30'), 'E.3.a', true],
      ['tenant-time', '2026-03-12', 'E.3.a', false],
    ]);
  });

  it('G.1.c, I.3 the offer or the signature of a plan, and each payment with its state', () => {
    const codes = ['plan-signed', 'plan-offer-ends', 'instalment'] as const;
    expect(told(account({ arrangements: [plan()] }), codes)).toEqual([
      ['plan-signed', at('2026-03-02 11:00'), 'I.3.a', true],
      ['instalment', '2026-03-02', 'I.3.c', true],
      ['instalment', '2026-04-02', 'I.3.c', false],
    ]);
    const says = ahead(account({ arrangements: [plan()] }), GLENDORA, at('2026-04-03 09:00')).steps.filter(
      (step) => step.code === 'instalment',
    );
    expect(says.map((step) => step.says)).toEqual(['Plan payment $27.16 paid', 'Plan payment $54.32 missed']);
    const offered = plan({ state: 'offered', signedAt: null, offerEndsAt: at('2026-03-20 23:59'), rows: [] });
    expect(told(account({ arrangements: [offered] }), codes)).toEqual([
      ['plan-offer-ends', at('2026-03-20 23:59'), 'G.1.c', false],
    ]);
  });

  it('E.1 the order that was made and carried out', () => {
    const off = order('completed', 'turn-off', { finishedAt: at('2026-03-17 08:20') });
    expect(told(account({ orders: [off], service: 'off' }), ['listed', 'turned-off'], '2026-03-18 09:00')).toEqual([
      ['listed', at('2026-03-16 17:00'), 'E.1', true],
      ['turned-off', at('2026-03-17 08:20'), 'E.1', true],
    ]);
  });

  it('G.2, K.2, A.3 what is of the account belongs to no bill', () => {
    const facts = account({
      reviews: [{ reviewId: 1, openedAt: at('2026-03-10 09:00'), stage: 'supply', dueAt: at('2026-03-16 23:59') }],
      returns: [
        {
          returnId: 1,
          returnedAt: at('2026-03-10 09:00'),
          dueAt: at('2026-03-11 17:00'),
          clause: 'K.2',
          parts: [],
          toReconnect: false,
        },
      ],
      certificates: [{ certificateId: 1, dated: day('2026-03-01'), receivedAt: at('2026-03-10 09:00') }],
      incoming: [{ paymentId: 1, amount: cents(500), on: day('2026-03-12'), clause: 'J.3' }],
      closing: closing({ at: '2026-03-31 00:00' }),
    });
    const mine = ahead(facts, GLENDORA, at(NOW)).steps.filter((step) => step.billId === null);
    expect(mine.map((step) => [step.code, step.clause, step.happened])).toEqual([
      ['payment-back', 'K.1', true],
      ['papers', 'G.1.a.i', true],
      ['payment-back-due', 'K.2', false],
      ['payment-counts', 'J.3', false],
      ['review-due', 'G.2-b', false],
      ['account-closes', 'A.3', false],
    ]);
  });

  it('a bill that is paid has no way to tell', () => {
    const paid = { ...R, unpaidCharges: cents(0), unpaidPenalty: cents(0) };
    expect(ahead(account({ bills: [paid], fees: [fee(7_000)] }), GLENDORA, at(NOW)).steps).toEqual([]);
  });
});

describe('what would stop the turn-off', () => {
  const stops = (more: Partial<AccountFacts>, now = NOW) =>
    ahead(account(more), GLENDORA, at(now)).stops.map((stop) => [stop.code, stop.clause, stop.detail]);

  it('E.1, D.2, I.1, G.1, H.3.a each way with how and by when', () => {
    expect(stops({})).toEqual([
      ['pay', 'E.1', 'Paid by Mon Mar 16, 5:00 pm it is never listed.'],
      ['extension', 'D.2', 'Ask in writing by Sun Mar 15; 0 of 2 used this year.'],
      ['arrangement', 'I.1', 'Any time before the valve closes.'],
      ['conditions', 'G.1', 'None of the three on file.'],
      ['appeal-charge', 'H.3.a', 'In writing by Sat Mar 14.'],
    ]);
  });

  it('D.3 boundary: on the turn-off date no more time is offered, a second before it is', () => {
    const codes = (now: string) => stops({}, now).map((stop) => stop[0]);
    expect(codes('2026-03-15 23:59:59')).toContain('extension');
    expect(codes('2026-03-16 00:00')).not.toContain('extension');
  });

  it('H.3.a boundary: the fifteenth day is the last one that an appeal is offered on', () => {
    const codes = (now: string) => stops({}, now).map((stop) => stop[0]);
    expect(codes('2026-03-14 23:59:59')).toContain('appeal-charge');
    expect(codes('2026-03-15 00:00')).not.toContain('appeal-charge');
    expect(stops({ bills: [bill('2026-01-15')] }, '2026-01-30 12:00').map((stop) => stop[0])).toContain('appeal-bill');
    expect(stops({ bills: [bill('2026-01-15')], appeals: [appeal()] }, '2026-01-30 12:00')).not.toContainEqual(
      expect.arrayContaining(['appeal-bill']),
    );
  });

  it('G.1 says which of the three is missing, and stands when all are there', () => {
    const need = {
      certificates: [{ certificateId: 1, dated: day('2026-03-01'), receivedAt: at('2026-03-02 09:00') }],
      household: {
        benefits: ['calfresh' as const],
        endsOn: null,
        incomeOfPoverty: null,
        verified: true,
        givenOn: day('2026-03-02'),
      },
    };
    const find = (more: Partial<AccountFacts>) =>
      ahead(account(more), GLENDORA, at(NOW)).stops.find((stop) => stop.code === 'conditions');
    expect(find(need)).toMatchObject({ detail: '2 of three on file; missing: a payment plan.', stands: false });
    expect(find({ ...need, arrangements: [plan({ state: 'offered', signedAt: null })] })).toMatchObject({
      detail: '3 of three on file.',
      stands: true,
    });
    expect(find({ ...need, customerClass: 'commercial' })).toBeUndefined();
  });

  it('what stands already is told first', () => {
    const held = stops({ holds: [hold('H.2', '2026-01-30', null)] });
    expect(held[0]).toEqual(['hold', 'H.2', 'The water stays on until this is over.']);
  });

  it('a city that gives longer says so', () => {
    const longer = withSettings(GLENDORA, { extension: { maxDays: 21, perCalendarYear: 3 } });
    const more = ahead(account(), longer, at(NOW)).stops.find((stop) => stop.code === 'extension');
    expect(more).toMatchObject({ says: expect.stringContaining('Apr 6'), detail: expect.stringContaining('0 of 3') });
    expect(addDays(day('2026-03-16'), 21)).toBe('2026-04-06');
  });
});
