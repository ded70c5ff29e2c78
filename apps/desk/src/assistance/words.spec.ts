import { cents, day, instant } from '@curbstop/policy';
import { aPage, NOW } from '../account/page.fixture.ts';
import { policyFor } from '../requests/terms.ts';
import { agreedWords, assistanceChips, conditionsShown, endedWords, planSum, rowWords } from './words.ts';

const plan = (state: string, billIds = [1]) => ({
  arrangementId: 4,
  kind: 'amortization',
  state,
  billIds,
  signedAt: NOW,
  offerEndsAt: null,
  rows: [],
  untilDay: null,
});
const HOUSEHOLD = {
  benefits: ['calfresh'],
  endsOn: null,
  incomeOfPoverty: null,
  verified: true,
  givenOn: '2026-03-02',
};
const CERTIFICATE = { certificateId: 1, dated: '2025-03-12', receivedAt: NOW - 1 };

function shown(facts: Parameters<typeof aPage>[1], seesHousehold = true, now = NOW) {
  const page = aPage({}, facts);
  const policy = policyFor(page.policy, instant(now));
  if (!policy) throw new Error('The profile of the fixture is gone.');
  return conditionsShown(page.facts, policy, instant(now), seesHousehold);
}

describe('help with a bill, in words', () => {
  it('I.3.c, I.7 boundary: an instalment is due on its day and missed on the next', () => {
    const row = aPage(
      {},
      { arrangements: [{ ...plan('in-force'), rows: [{ due: '2026-03-11', amount: 500, unpaid: 200 }] }] },
    ).facts.arrangements[0]?.rows[0];
    if (!row) throw new Error('The plan of the fixture has no row.');
    expect(rowWords(row, day('2026-03-10'), false)).toMatchObject({ says: 'Paid in part', tone: 'plain' });
    expect(rowWords(row, day('2026-03-11'), false)).toMatchObject({ says: 'Due today', tone: 'warn' });
    expect(rowWords(row, day('2026-03-12'), false)).toMatchObject({ says: 'Missed in part', tone: 'stop' });
    expect(rowWords(row, day('2026-03-10'), true)).toMatchObject({ says: 'Unpaid in part', tone: 'stop' });
  });

  it('tells in the head what stands, the failed first', () => {
    const page = aPage(
      {},
      {
        arrangements: [plan('offered'), plan('defaulted')],
        reviews: [{ reviewId: 1, openedAt: NOW, stage: 'reply', dueAt: NOW }],
      },
    );
    expect(assistanceChips(page.facts).map((chip) => chip.says)).toEqual([
      'Plan failed',
      'Plan offered',
      'Papers in review',
    ]);
    expect(assistanceChips(aPage().facts)).toEqual([]);
  });

  it('G.1: shows what is there and what is missing of the three', () => {
    expect(shown({}).map(({ holds }) => holds)).toEqual([false, false, false]);
    const facts = { certificates: [CERTIFICATE], household: HOUSEHOLD, arrangements: [plan('in-force')] };
    expect(shown(facts).map(({ holds, says }) => [holds, says])).toEqual([
      [true, 'Dated Mar 12, 2025; counts through Mar 11, 2026.'],
      [true, 'CalFresh; counts through Mar 1, 2027.'],
      [true, 'Signed, over everything past due.'],
    ]);
    const over = shown(facts, true, NOW + 24 * 60 * 60_000)[0];
    expect(over).toMatchObject({ holds: false, says: 'Dated Mar 12, 2025; counted through Mar 11, 2026.' });
  });

  it('G.1.b, G.1.c.i: says what waits for a look, and which bill a plan leaves out', () => {
    const facts = { household: { ...HOUSEHOLD, verified: false }, arrangements: [plan('in-force', [2])] };
    expect(shown(facts).map(({ says }) => says)).toEqual([
      'None was handed in.',
      'CalFresh. Nobody has looked at it yet.',
      'It leaves out bill 3-2026-01, which is past due.',
    ]);
  });

  it('G.1.b: keeps a household’s income from whose work it is not', () => {
    expect(shown({}, false).map(({ clause }) => clause)).toEqual(['G.1.a', 'G.1.c']);
  });

  it('I.3.c boundary: asks for what is due from its day on, before for what comes next', () => {
    const zone = 'America/Los_Angeles';
    const asks = (by: string | null) => ({
      keepOn: null,
      turnOn: null,
      clearReturn: null,
      keepPlan: {
        amount: cents(500),
        by: by === null ? null : instant(Date.parse(by)),
        clause: 'I.3.c' as const,
        purpose: null,
        later: null,
      },
    });
    const on = '2026-03-11T23:59:59-07:00';
    expect(planSum(asks(on), day('2026-03-10'), zone)).toMatchObject({ value: '$5.00 on Mar 11', pressing: false });
    const due = { label: 'Plan, due now', value: '$5.00', pressing: true };
    expect(planSum(asks(on), day('2026-03-11'), zone)).toMatchObject(due);
    expect(planSum(asks(null), day('2026-03-12'), zone)).toMatchObject(due);
    expect(planSum(asks('2027-01-11T23:59:59-08:00'), day('2026-03-11'), zone)?.value).toBe('$5.00 on Jan 11, 2027');
    expect(planSum({ ...asks(null), keepPlan: null }, day('2026-03-11'), zone)).toBeNull();
  });

  it('I.5, I.3.b: says what was agreed beside the instalments', () => {
    const nothing = { reduction: cents(0), fund: '', councilAction: '', hardship: false };
    expect(agreedWords(nothing)).toBe('');
    expect(agreedWords({ ...nothing, reduction: cents(6_508), fund: 'Gifts', councilAction: '2026-14' })).toBe(
      '$65.08 is forgiven, borne by: Gifts, by action 2026-14 of the City Council.',
    );
    expect(agreedWords({ ...nothing, hardship: true })).toContain('hardship');
  });

  it('tells what is over with its end, the newest first', () => {
    const at = (days: number) => instant(NOW + days * 86_400_000);
    const arrangements = [
      {
        arrangementId: 4,
        kind: 'deferral' as const,
        state: 'kept' as const,
        since: at(2),
        signedAt: at(0),
        total: cents(500),
      },
    ];
    const reviews = [
      { reviewId: 1, openedAt: at(0), closedAt: at(1), outcome: 'lapsed' as const },
      { reviewId: 2, openedAt: at(2), closedAt: at(3), outcome: 'not-eligible' as const },
    ];
    expect(endedWords({ arrangements, reviews }).map(({ says, clause }) => `${says} ${clause}`)).toEqual([
      'Review of papers: not eligible G.2-c',
      'Put off: kept to its end I.7',
      'Review of papers: what was asked for did not come in time G.2-b',
    ]);
  });
});
