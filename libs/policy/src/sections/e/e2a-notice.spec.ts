import { day } from '../../calendar/days.ts';
import { dayOf, timeOfDay } from '../../calendar/zoned.ts';
import { mayClose } from '../../engine/gate.ts';
import { cents } from '../../money/money.ts';
import { bill, account, at, GLENDORA, H, hold, inForce, notice, R } from '../../test/facts.fixture.ts';
import { printedDay, shortTime } from '../../texts.ts';
import { appealParagraph, missingFrom, missingFromOther, noticeContents, noticePayBy } from './e2a-notice.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { NoticeContents, Missing } from './e2a-notice.ts';

const MRS_KEMP = { name: 'Ana Kemp', address: '1407 Larch Crest Lane' };
const D43 = at('2026-02-27 10:00');
const contents = (more: Partial<NoticeContents> = {}, policy: PolicyParameters = GLENDORA): NoticeContents => ({
  ...noticeContents(account({ notices: [] }), R, MRS_KEMP, policy, D43),
  ...more,
});
const clauses = (missing: readonly Missing[]) => missing.flatMap((each) => each.clauses);

describe('E.2', () => {
  it('E.2 boundary: a reminder is not the disconnection notice', () => {
    const facts = account({ notices: [notice('2026-02-27', [1], 'reminder')] });
    const verdict = mayClose(facts, GLENDORA, at('2026-03-17 09:00'));
    expect(verdict).toMatchObject({ mayClose: false, earliest: null, because: ['E.2.a'] });
    expect(verdict.terms.find((term) => term.code === 'notice-missing')?.binds).toBe(true);
  });

  it('E.2.a boundary: mailed Fri 2026-03-06 allows Tue 2026-03-17, mailed Mon 2026-03-09 allows Wed 2026-03-18', () => {
    const mailed = (on: string, moment: string) => mayClose(account({ notices: [notice(on)] }), GLENDORA, at(moment));
    expect(mailed('2026-03-06', '2026-03-17 08:00').mayClose).toBe(true);
    expect(mailed('2026-03-09', '2026-03-17 08:00')).toMatchObject({
      mayClose: false,
      earliest: at('2026-03-18 08:00'),
      because: ['E.2.a'],
    });
  });

  it('E.2.a an undone notice counts for nothing', () => {
    const facts = account({ notices: [{ ...notice('2026-02-27'), voided: true }] });
    expect(mayClose(facts, GLENDORA, at('2026-03-17 09:00')).because).toEqual(['E.2.a']);
  });
});

describe('what a disconnection notice says', () => {
  it('lacks nothing on day 43', () => expect(missingFrom(contents(), GLENDORA)).toEqual([]));

  it.each([
    ['no address', { name: 'Ana Kemp', address: '' }],
    ['no name', { name: ' ', address: '1407 Larch Crest Lane' }],
  ])('E.2.a.i boundary: %s', (_name, customer) => {
    expect(clauses(missingFrom(contents({ customer }), GLENDORA))).toEqual(['E.2.a.i']);
  });

  it('E.2.a.ii boundary: R shows $123.45 and $12.35, $135.80 in all; the bill of D56 is not in it', () => {
    const next = bill('2026-03-12', { billId: 2, number: '2' });
    const said = noticeContents(account({ bills: [R, next] }), R, MRS_KEMP, GLENDORA, at('2026-03-13 10:00'));
    expect(said).toMatchObject({ charges: 12_345, penalty: 1_235, total: 13_580 });
    expect(said.items.map((item) => item.billId)).toEqual([1]);
    const past = noticeContents(account({ bills: [R, next] }), next, MRS_KEMP, GLENDORA, at('2026-04-24 10:00'));
    expect(past.total).toBe(13_580 + 12_345);
  });

  it('E.2.a.ii, I.1 a bill under an arrangement is not asked for in the notice of another, until the arrangement is over', () => {
    const next = bill('2026-03-12', { billId: 2, number: '2' });
    const said = (until: string | null, about = next): NoticeContents => {
      const facts = account({
        bills: [R, next],
        holds: [hold('I.1', '2026-03-16 10:00', until, [1])],
        arrangements: until === null ? [inForce([1], [['2026-05-16', 13_580]])] : [],
      });
      return noticeContents(facts, about, MRS_KEMP, GLENDORA, at('2026-04-24 10:00'));
    };
    expect(said(null).total).toBe(12_345);
    expect(said(null, R).items.map((item) => item.billId)).toEqual([1, 2]);
    expect(said('2026-04-24 09:59').total).toBe(13_580 + 12_345);
  });

  it('E.2.a.ii a notice about nothing past due is not mailed', () => {
    const early = noticeContents(account(), R, MRS_KEMP, GLENDORA, at('2026-02-26 10:00'));
    expect(clauses(missingFrom(early, GLENDORA))).toEqual(['E.2.a.ii']);
    const settled = { ...R, unpaidCharges: cents(0), unpaidPenalty: cents(0) };
    const paid = noticeContents(account({ bills: [settled] }), settled, MRS_KEMP, GLENDORA, D43);
    expect(clauses(missingFrom(paid, GLENDORA))).toEqual(['E.2.a.ii']);
  });

  it('E.2.a.iii boundary: H says 5:00 pm, May 26, 2026', () => {
    const payBy = noticePayBy(H, account(), day('2026-05-08'), GLENDORA);
    expect([printedDay(dayOf(payBy, GLENDORA.timeZone)), shortTime(timeOfDay(payBy, GLENDORA.timeZone))]).toEqual([
      '5/26/2026',
      '5:00 pm',
    ]);
  });

  it.each([
    ['2026-02-27', '2026-03-16 17:00'],
    ['2026-03-06', '2026-03-16 17:00'],
    ['2026-03-09', '2026-03-17 17:00'],
    ['2026-03-20', '2026-03-30 17:00'],
  ])('E.2.a.iii mailed %s it says %s', (mailed, moment) => {
    expect(noticePayBy(R, account(), day(mailed), GLENDORA)).toBe(at(moment));
  });

  it.each([
    ['D.1 an extension', 'D.1', [1], '2026-03-26 17:00'],
    ['H.6 an appeal that was lost', 'H.6', null, '2026-03-26 17:00'],
    ['D.1 an extension of another bill', 'D.1', [2], '2026-03-16 17:00'],
    ['H.2 an appeal, which gives no day', 'H.2', [1], '2026-03-16 17:00'],
  ] as const)('E.2.a.iii with the time given: %s', (_, clause, billIds, moment) => {
    const facts = account({ holds: [hold(clause, '2026-02-20 09:00', '2026-03-26 17:00', billIds)] });
    expect(noticeContents(facts, R, MRS_KEMP, GLENDORA, D43).payBy).toBe(at(moment));
  });

  it('E.2.a.ii, I.3.c what a plan asks for by now is in the total, because a payment falls on it first', () => {
    const next = bill('2026-03-12', { billId: 2, number: '2' });
    const facts = account({
      bills: [R, next],
      holds: [hold('I.1', '2026-03-16 10:00', null, [1])],
      arrangements: [
        inForce(
          [1],
          [
            ['2026-04-10', 2_000],
            ['2026-05-10', 10_864],
          ],
        ),
      ],
    });
    const said = noticeContents(facts, next, MRS_KEMP, GLENDORA, at('2026-04-24 10:00'));
    expect(said).toMatchObject({ charges: 12_345, penalty: 0, instalments: 2_000, total: 14_345 });
  });

  it('E.2.a.iv boundary: D15 has passed on day 43, and the late charge can be appealed for fifteen days', () => {
    expect(appealParagraph(R, day('2026-02-27'), GLENDORA)).toEqual({
      billUntil: '2026-01-30',
      billWindowPassed: true,
      lateChargeUntil: '2026-03-14',
    });
    expect(appealParagraph(R, day('2026-01-30'), GLENDORA).billWindowPassed).toBe(false);
    expect(clauses(missingFrom(contents({ appeal: null }), GLENDORA))).toEqual(['E.2.a.iv']);
    expect(contents().languages).toEqual(['en', 'es', 'zh', 'tl', 'vi', 'ko']);
  });

  it('E.2.a.v boundary: without the extension it is not mailed', () => {
    const options = contents().options.filter((each) => each !== 'extension');
    const [missing] = missingFrom(contents({ options }), GLENDORA);
    expect(missing?.clauses).toEqual(['E.2.a.v']);
    expect(missing?.says).toContain('extension');
  });

  it.each([
    ['phone', { phone: '' }, ['Z.5', 'E.2.a.vi']],
    ['web address', { policyUrl: '' }, ['Z.6', 'E.2.a.vi']],
    ['Korean', { untranslated: ['ko'] }, ['E.2.a', 'Z.7']],
  ])('E.2.a.vi boundary: without %s it is not mailed', (_name, more, expected) => {
    const policy: PolicyParameters = { ...GLENDORA, ...more };
    expect(clauses(missingFrom(contents({}, policy), policy))).toEqual(expected);
  });

  it('names everything that is missing, not only the first', () => {
    const policy: PolicyParameters = { ...GLENDORA, phone: '' };
    const said = contents({ customer: { name: '', address: '' }, appeal: null }, policy);
    expect(clauses(missingFrom(said, policy))).toEqual(['E.2.a.i', 'E.2.a.i', 'E.2.a.iv', 'Z.5', 'E.2.a.vi']);
  });
});

describe('other notices', () => {
  it('E.3.c boundary: without Vietnamese the notice to the tenants is refused', () => {
    const policy: PolicyParameters = { ...GLENDORA, untranslated: ['vi'] };
    expect(clauses(missingFromOther('tenant', MRS_KEMP, policy))).toEqual(['E.3.c', 'Z.7']);
    expect(missingFromOther('reminder', MRS_KEMP, policy)).toEqual([]);
    expect(missingFromOther('tenant', { name: '', address: '1407 Larch Crest Lane' }, GLENDORA)).toEqual([]);
  });

  it.each(['reminder', 'tenant', 'door-hanger'] as const)(
    'Z.5, Z.6 a %s shows the telephone and where the policy is read',
    (kind) => {
      expect(clauses(missingFromOther(kind, MRS_KEMP, { ...GLENDORA, phone: ' ' }))).toContain('Z.5');
      expect(clauses(missingFromOther(kind, MRS_KEMP, { ...GLENDORA, policyUrl: '' }))).toContain('Z.6');
    },
  );
});
