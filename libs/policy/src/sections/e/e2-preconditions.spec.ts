import { agenda } from '../../engine/agenda.ts';
import { disconnectionCases } from '../../engine/eligibility.ts';
import { withSettings } from '../../parameters/settings.ts';
import { account, at, GLENDORA, hold, notice } from '../../test/facts.fixture.ts';
import { blockKindOf, blocksOf } from './e2-preconditions.ts';
import type { Precondition } from '../../engine/precondition.ts';
import type { AccountFacts } from '../../facts/facts.ts';

const blocks = (facts: AccountFacts, policy = GLENDORA) =>
  disconnectionCases(facts, policy).flatMap((each) => blocksOf(each, policy));
const acts = (facts: AccountFacts, policy = GLENDORA, done: string[] = []) =>
  agenda(facts, policy, new Set(done))
    .filter((act) => act.act === 'block')
    .map((act) => [act.key, act.at]);
const landlord = { customerRole: 'landlord', dwelling: 'multi-unit' } as const;

describe('what keeps an account off the list besides a hold', () => {
  it('nothing, on the ordinary way; a hold is not told of here', () => {
    expect(blocks(account())).toEqual([]);
    expect(blocks(account({ holds: [hold('H.2', '2026-01-30', null)] }))).toEqual([]);
  });

  it.each([
    ['E.2.a no notice', account({ notices: [] }), [{ kind: 'notice', clause: 'E.2.a', until: null }]],
    [
      'E.2.a a notice too young',
      account({ notices: [notice('2026-03-09')] }),
      [{ kind: 'notice', clause: 'E.2.a', until: at('2026-03-18 08:00') }],
    ],
    ['E.3.a tenants not told', account(landlord), [{ kind: 'tenant-notice', clause: 'E.3.a', until: null }]],
    [
      'both',
      account({ ...landlord, notices: [] }),
      [
        { kind: 'notice', clause: 'E.2.a', until: null },
        { kind: 'tenant-notice', clause: 'E.3.a', until: null },
      ],
    ],
  ])('%s', (_name, facts, found) => expect(blocks(facts)).toEqual(found));

  it('K.3, D.7 what another clause wants first is not told of as a missing notice', () => {
    const opens = at('2026-03-18 08:00');
    const withPreconditions = (preconditions: readonly Precondition[]) =>
      disconnectionCases(account(), GLENDORA).flatMap((each) => blocksOf({ ...each, preconditions }, GLENDORA));
    const others: readonly Precondition[] = [
      { code: 'returned-payment', clause: 'K.3', opens, says: '' },
      { code: 'promise', clause: 'F.3.b', opens, says: '' },
      { code: 'posting', clause: 'D.7', opens: null, says: '' },
    ];
    expect(withPreconditions(others)).toEqual([]);
    expect(withPreconditions([{ code: 'posting', clause: 'E.2.a', opens: null, says: '' }])).toEqual([
      { kind: 'notice', clause: 'E.2.a', until: null },
    ]);
  });

  it('Z.2 a city that lists on day 45 waits for the law, through day 60', () => {
    const early = withSettings(GLENDORA, { shutoffDay: 45 });
    expect(blocks(account(), early)).toEqual([
      { kind: 'notice', clause: 'E.2.a', until: at('2026-03-10 08:00') },
      { kind: 'statutory-floor', clause: 'Z.2', until: at('2026-03-17 08:00') },
    ]);
  });

  it('is told at the pay-by moment, once', () => {
    const facts = account({ notices: [notice('2026-03-09')] });
    expect(acts(facts)).toEqual([['77/1/E.2.a/block', at('2026-03-16 17:00')]]);
    expect(acts(facts, GLENDORA, ['77/1/E.2.a/block'])).toEqual([]);
  });

  it('is not foretold while the clock is to mail the notice, only when that failed or a clerk mails it', () => {
    expect(acts(account({ notices: [] }))).toEqual([]);
    expect(acts(account({ notices: [] }), GLENDORA, ['77/1/E.2.a/1'])).toHaveLength(1);
    expect(acts(account({ notices: [], noticesByHand: true }))).toHaveLength(1);
  });

  it.each([
    ['closed', { open: false }],
    ['off', { service: 'off' as const }],
    ['of the State', { customerClass: 'state' as const }],
  ])('an account that is %s is not told of', (_name, more) => {
    expect(acts(account({ notices: [], noticesByHand: true, ...more }))).toEqual([]);
  });

  it('E.2.a a notice that was refused is tried again on the next business day; one undone is not', () => {
    const tried = agenda(account({ notices: [] }), GLENDORA, new Set(['77/1/E.2.a/1', '77/1/E.2.a/2']));
    expect(tried[0]).toMatchObject({ act: 'disconnection-notice', key: '77/1/E.2.a/3', at: at('2026-03-03 10:00') });
    const undone = account({ notices: [{ ...notice('2026-02-27'), voided: true }] });
    expect(agenda(undone, GLENDORA).some((act) => act.act === 'disconnection-notice')).toBe(false);
    expect(agenda(account({ notices: [], noticesByHand: true }), GLENDORA)[0]?.act).toBe('block');
  });

  it('names the kind of a clause', () => {
    expect(['E.2.a', 'E.3.a', 'Z.2', 'C.1'].map(blockKindOf)).toEqual([
      'notice',
      'tenant-notice',
      'statutory-floor',
      null,
    ]);
  });
});
