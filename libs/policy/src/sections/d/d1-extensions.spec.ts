import fc from 'fast-check';
import { addDays, day } from '../../calendar/days.ts';
import { agenda } from '../../engine/agenda.ts';
import { mayClose, mayList } from '../../engine/gate.ts';
import { cents } from '../../money/money.ts';
import { account, at, bill, GLENDORA, H, hold, order, R } from '../../test/facts.fixture.ts';
import { penalty } from '../c/c1-late-charge.ts';
import { mayExtend } from './d1-extensions.ts';
import { extensionActs, mayRestoreExtensions, repeatedlyLate, revocationSays } from './d8-review.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { AccountFacts, FlagFacts, FlagKind, PastFacts, PastKind } from '../../facts/facts.ts';

const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

let pastId = 0;
function past(was: PastKind, on: string, more: Partial<PastFacts> = {}): PastFacts {
  pastId += 1;
  return { pastId, accountId: 77, was, on: day(on), billId: null, ...more };
}
function flag(kind: FlagKind, until: string | null = null): FlagFacts {
  return {
    flagId: 1,
    kind,
    clause: 'D.8',
    setAt: at('2026-01-01'),
    until: until === null ? null : at(until),
    amount: null,
    dueAt: null,
  };
}
const asks = (
  facts: AccountFacts,
  now: string,
  until: string,
  written = true,
): { granted: boolean; clauses: readonly ClauseId[]; says: string } =>
  mayExtend(facts, GLENDORA, at(now), { until: day(until), written });

/** R extended to a day, from 2026-02-24. */
const extended = (until: string): AccountFacts =>
  account({ holds: [hold('D.1', '2026-02-24 10:00', `${until} 17:00`, [1])] });

describe('D.1', () => {
  it('D.1 boundary: granted Tue 2026-02-24 to 2026-03-20; the penalty still posts', () => {
    const young = account({ bills: [bill('2026-01-15')], notices: [] });
    expect(
      mayExtend(young, GLENDORA, at('2026-02-24 10:00'), { until: day('2026-03-20'), written: true }),
    ).toMatchObject({ granted: true, clauses: ['D.1'], billId: 1, until: at('2026-03-20 17:00') });
    const held = { ...extended('2026-03-20'), bills: [bill('2026-01-15')] };
    expect(agenda(held, GLENDORA).some((due) => due.act === 'penalty' && due.at === at('2026-02-27 10:00'))).toBe(true);
    expect(penalty(bill('2026-01-15'), GLENDORA)).toBe(1_235);
  });

  it.each([
    ['a broken extension', { history: [past('broken-extension', '2025-02-25')] }, 'D.1', false],
    ['one of twelve months ago', { history: [past('broken-extension', '2025-02-24')] }, 'D.1', true],
    ['a broken arrangement', { history: [past('broken-arrangement', '2025-06-01')] }, 'D.1', false],
    [
      "one of the customer's other account",
      { history: [past('broken-extension', '2025-06-01', { accountId: 78 })] },
      'D.1',
      true,
    ],
    ['Cash Only', { flags: [flag('cash-only')] }, 'D.1', false],
    ['Cash Only that is over', { flags: [flag('cash-only', '2026-02-24')] }, 'D.1', true],
    ['an extension that was kept', { history: [past('extension', '2025-06-01')] }, 'D.1', true],
    ['extensions taken away', { flags: [flag('extension-revoked')] }, 'D.8', false],
    ['nothing unpaid', { bills: [{ ...R, unpaidCharges: cents(0), unpaidPenalty: cents(0) }] }, 'D.1', false],
  ] as const)('D.1 good standing, %s', (_name, more, clause, granted) => {
    const answer = asks(account(more), '2026-02-24 10:00', '2026-03-20');
    expect(answer).toMatchObject({ granted, clauses: [clause] });
  });
});

describe('D.2 to D.6', () => {
  it.each([
    ['2026-03-30', true],
    ['2026-03-31', false],
  ])('D.2 boundary: to %s: %p', (until, granted) =>
    expect(asks(account(), '2026-03-10 10:00', until)).toMatchObject({ granted, clauses: [granted ? 'D.1' : 'D.2'] }),
  );

  it.each([
    ['2026-06-09', true],
    ['2026-06-10', false],
  ])('D.2 boundary: fourteen days after the date that Memorial Day moved, to %s: %p', (until, granted) =>
    expect(asks(account({ bills: [H] }), '2026-05-20 10:00', until).granted).toBe(granted),
  );

  it('D.2 a last day of another year is told with its year', () => {
    const late = account({ bills: [bill('2026-11-05')], notices: [] });
    expect(asks(late, '2026-12-20 10:00', '2027-03-01').says).toMatch(
      /^An extension of this bill runs to \w{3} Jan \d+, 2027 at the latest\./,
    );
    expect(asks(late, '2027-01-02 10:00', '2027-03-01').says).toMatch(
      /^An extension of this bill runs to \w{3} Jan \d+ at the latest\./,
    );
  });

  it('D.2 a day on which the bill can be paid anyway is no extension', () => {
    expect(asks(account(), '2026-03-10 10:00', '2026-03-16')).toMatchObject({ granted: false, clauses: ['D.2'] });
  });

  it.each([
    ['2026-03-15 23:59:59', true],
    ['2026-03-16 00:00', false],
  ])('D.3 boundary: asked %s: %p', (now, granted) =>
    expect(asks(account(), now, '2026-03-20')).toMatchObject({ granted, clauses: [granted ? 'D.1' : 'D.3'] }),
  );

  it('D.3 by telephone it is refused', () => {
    expect(asks(account(), '2026-03-10', '2026-03-20', false)).toMatchObject({ granted: false, clauses: ['D.3'] });
  });

  it.each([
    ['2026-12-31 12:00', false],
    ['2027-01-02 12:00', true],
  ])('D.4 boundary: granted 2026-03-01 and 2026-06-01, asked %s: %p', (now, granted) => {
    const november = bill('2026-11-12');
    const facts = account({
      bills: [november],
      history: [past('extension', '2026-03-01'), past('extension', '2026-06-01', { accountId: 78 })],
    });
    expect(asks(facts, now, '2027-01-20')).toMatchObject({ granted, clauses: [granted ? 'D.1' : 'D.4'] });
  });

  it('D.5 boundary: extended to 2026-03-20, asked to 2026-03-28: refused though it is before D74', () => {
    expect(asks(extended('2026-03-20'), '2026-03-10', '2026-03-28')).toMatchObject({
      granted: false,
      clauses: ['D.5'],
    });
    const noted = account({ history: [past('extension', '2026-02-24', { billId: 1 })] });
    expect(asks(noted, '2026-03-10', '2026-03-28').clauses).toEqual(['D.5']);
  });

  it('D.6 boundary: the order of 17:00:05 exists, asked 17:10: refused by D.3 and D.6', () => {
    const facts = account({ orders: [order('listed', 'turn-off', { createdAt: at('2026-03-16 17:00:05') })] });
    expect(asks(facts, '2026-03-16 17:10', '2026-03-20')).toMatchObject({ granted: false, clauses: ['D.3', 'D.6'] });
    expect(mayList(account(), GLENDORA, at('2026-03-16 16:59')).mayList).toBe(false);
  });

  it('D.6 when the water is off it is too late', () => {
    expect(asks(account({ service: 'off' }), '2026-03-10', '2026-03-20').clauses).toEqual(['D.6']);
  });
});

describe('D.7', () => {
  it('D.7 boundary: to Fri 2026-03-20, unpaid at 17:00:00: the list of that evening, for Monday', () => {
    const facts = extended('2026-03-20');
    const acts = agenda(facts, GLENDORA).filter((due) => ['extension-missed', 'list'].includes(due.act));
    expect(acts.map(({ at: when, act, clause }) => [when, act, clause])).toEqual([
      [at('2026-03-20 17:00'), 'extension-missed', 'D.7'],
      [at('2026-03-20 17:00'), 'list', 'D.7'],
    ]);
    expect(mayList(facts, GLENDORA, at('2026-03-20 16:59:59')).mayList).toBe(false);
    const listed = mayList(facts, GLENDORA, at('2026-03-20 17:00'));
    expect(listed).toMatchObject({ mayList: true, verdict: { earliest: at('2026-03-23 08:00') } });
    expect(mayClose(facts, GLENDORA, at('2026-03-20 15:00'))).toMatchObject({ mayClose: false, because: ['D.1'] });
    expect(mayClose(facts, GLENDORA, at('2026-03-23 08:00')).mayClose).toBe(true);
  });

  it('D.7 an extension to a Saturday is not listed before its own last moment', () => {
    const facts = extended('2026-03-21');
    const list = agenda(facts, GLENDORA).find((due) => due.act === 'list');
    expect(list).toMatchObject({ at: at('2026-03-21 17:00'), clause: 'D.7' });
    expect(mayList(facts, GLENDORA, at('2026-03-20 17:00')).mayList).toBe(false);
  });

  it('D.7 a paid bill has nothing to miss', () => {
    const paid = { ...R, unpaidCharges: cents(0), unpaidPenalty: cents(0) };
    expect(extensionActs({ ...extended('2026-03-20'), bills: [paid] }, GLENDORA)).toEqual([]);
  });

  it('E.1 without an extension the list is of E.1', () => {
    expect(agenda(account(), GLENDORA).find((due) => due.act === 'list')).toMatchObject({ clause: 'E.1' });
  });

  it(`D.7 no list before an extension is over, whatever its day (CURBSTOP_SEED=${seed})`, () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 14 }), (shift, length) => {
        const of = bill(addDays(day('2026-01-15'), shift));
        const facts = account({ bills: [of], notices: [{ ...account().notices[0]!, mailedOn: of.due }] });
        const last = agenda(facts, GLENDORA).find((due) => due.act === 'list');
        if (!last) throw new Error('An unpaid bill is listed.');
        const until = new Date(last.at + length * 86_400_000).toISOString().slice(0, 10);
        const held = { ...facts, holds: [hold('D.1', of.billDate, `${until} 17:00`, [1])] };
        const listed = agenda(held, GLENDORA).find((due) => due.act === 'list');
        expect(listed?.at).toBeGreaterThanOrEqual(at(`${until} 17:00`));
        expect(listed?.clause).toBe('D.7');
      }),
      { seed },
    );
  });
});

describe('D.8', () => {
  it.each([
    ['two late bills', ['2025-11-01', '2026-02-27'], null],
    ['three in twelve months', ['2025-02-28', '2025-11-01', '2026-02-27'], '2026-02-27'],
    ['three, the first a day too old', ['2025-02-27', '2025-11-01', '2026-02-27'], null],
  ])('D.8 boundary: %s', (_name, days, suggested) => {
    const facts = account({ history: days.map((on) => past('late-bill', on)) });
    expect(repeatedlyLate(facts, GLENDORA)?.by.on ?? null).toBe(suggested);
    expect(extensionActs(facts, GLENDORA).map((due) => due.act)).toEqual(
      suggested === null ? [] : ['extension-review'],
    );
  });

  it('D.8 boundary: two broken promises suggest it, one does not', () => {
    const one = [past('broken-extension', '2025-06-01')];
    expect(repeatedlyLate(account({ history: one }), GLENDORA)).toBeNull();
    const two = [...one, past('broken-arrangement', '2026-01-10')];
    expect(repeatedlyLate(account({ history: two }), GLENDORA)).toMatchObject({ count: 2 });
  });

  it('D.8 boundary: with the flag set a request in time is refused, and nothing is suggested again', () => {
    const facts = account({
      flags: [flag('extension-revoked')],
      history: ['2025-11-01', '2025-12-28', '2026-02-27'].map((on) => past('late-bill', on)),
    });
    expect(asks(facts, '2026-03-10', '2026-03-20')).toMatchObject({ granted: false, clauses: ['D.8'] });
    expect(extensionActs(facts, GLENDORA)).toEqual([]);
  });

  it('D.8 boundary: only the Assistant Director of Finance gives it back', () => {
    expect(mayRestoreExtensions('asst-director-finance')).toBe(true);
    expect(mayRestoreExtensions('clerk')).toBe(false);
  });

  it('D.8 says why', () => {
    const history = [
      past('late-bill', '2025-11-01'),
      past('late-bill', '2026-02-27'),
      past('broken-extension', '2026-03-20'),
    ];
    expect(revocationSays(account({ history }), GLENDORA, day('2026-03-21'))).toBe(
      'In 12 months 2 bills were paid late and 1 promise to pay was not kept. No extensions are given until the Assistant Director of Finance allows them again.',
    );
  });
});
