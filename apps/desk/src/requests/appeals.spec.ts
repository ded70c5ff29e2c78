import { cents } from '@curbstop/policy';
import { judgeDecision } from './appeal-decide.tsx';
import { overturnedEffect, upheldEffect } from './appeal-effect.ts';
import { judgeFiling } from './appeal-file.tsx';
import { judgeFurther, judgeUnheard } from './appeal-further.tsx';
import { matterIds, matterKey, matterOf } from './appeal-parts.ts';
import { aBasis } from './basis.fixture.ts';

const BILL = {
  about: 'bill 3-2026-01',
  billId: 1,
  entryId: null,
  dated: '2026-01-15',
  policyVersion: '2020-01-14',
  amount: 13_440,
  paid: 4_000,
};
const FEE = {
  about: 'the nsf fee',
  billId: null,
  entryId: 9,
  dated: '2026-03-09',
  policyVersion: null,
  amount: 2_500,
  paid: 0,
};
const matters = [FEE, BILL];

const appeal = (more: Record<string, unknown> = {}) => ({
  appealId: 5,
  level: 1,
  billId: 1,
  entryId: null,
  filedAt: Date.parse('2026-01-30T17:00:00Z'),
  state: 'open',
  decidedAt: null,
  windowEndsAt: null,
  overLimit: false,
  ...more,
});

describe('filing an appeal', () => {
  const filing = { matter: 'charge/9', topic: 'billing', says: 'It was the bank.', written: true, lateReason: '' };

  it('H.3.a is granted in writing and in time, and sends a charge, not a bill', () => {
    expect(judgeFiling(filing, aBasis({ matters }))).toMatchObject({
      answer: { granted: true, clauses: ['H.3.a'] },
      errors: {},
      body: { billId: null, entryId: 9, lateReason: null },
    });
    expect(judgeFiling({ ...filing, written: false }, aBasis({ matters })).answer).toMatchObject({ granted: false });
  });

  it('H.3.a a late one needs a reason of the office', () => {
    const late = { ...filing, matter: 'bill/1' };
    expect(judgeFiling(late, aBasis({ matters })).answer).toMatchObject({ granted: false, clauses: ['H.3.a'] });
    expect(judgeFiling({ ...late, lateReason: ' In hospital. ' }, aBasis({ matters }))).toMatchObject({
      answer: { granted: true },
      body: { billId: 1, entryId: null, lateReason: 'In hospital.' },
    });
  });

  it('wants to know what is wrong, and still sends what was chosen once it is gone from the page', () => {
    expect(judgeFiling({ ...filing, says: ' ' }, aBasis({ matters })).errors).toEqual({
      says: 'Say what the customer finds wrong.',
    });
    expect(judgeFiling(filing, aBasis()).body).toMatchObject({ entryId: 9 });
  });

  it('finds a bill or a charge again by its key', () => {
    const { page } = aBasis({ matters });
    expect(matterOf(page, matterKey({ billId: 1, entryId: null }))?.about).toBe('bill 3-2026-01');
    expect([matterIds('bill/1'), matterIds('charge/9'), matterIds('')]).toEqual([
      { billId: 1, entryId: null },
      { billId: null, entryId: 9 },
      { billId: null, entryId: null },
    ]);
  });
});

describe('deciding an appeal', () => {
  const decision = {
    appeal: '5',
    outcome: 'correct',
    corrected: '',
    remedy: 'credit',
    reason: 'Read again.',
    letter: true,
  };
  const basis = aBasis({ matters }, { appeals: [appeal()] });

  it('H.3.c is no decision without its letter', () => {
    expect(judgeDecision(1, decision, basis)).toMatchObject({ answer: { granted: true }, errors: {} });
    expect(judgeDecision(1, { ...decision, letter: false }, basis).answer).toMatchObject({ clauses: ['H.3.c'] });
    expect(judgeDecision(2, decision, basis).answer).toMatchObject({ granted: false, clauses: ['H.4'] });
  });

  it('H.5 wants the right amount of a bill, which is never more', () => {
    const wrong = { ...decision, outcome: 'incorrect' };
    expect(judgeDecision(1, wrong, basis).errors).toEqual({ corrected: 'Say what the bill should have been.' });
    expect(judgeDecision(1, { ...wrong, corrected: '134.41' }, basis).errors).toEqual({
      corrected: 'From $0.00 to $134.40: an appeal makes nothing dearer.',
    });
    expect(judgeDecision(1, { ...wrong, corrected: '80' }, basis)).toMatchObject({
      errors: {},
      body: { outcome: 'incorrect', corrected: 8_000, remedy: 'credit' },
    });
    expect(judgeDecision(1, { ...decision, corrected: '80' }, basis).body).toMatchObject({ corrected: null });
  });

  it('lets a charge fall whole', () => {
    const fee = aBasis({ matters }, { appeals: [appeal({ billId: null, entryId: 9 })] });
    expect(judgeDecision(1, { ...decision, outcome: 'incorrect' }, fee)).toMatchObject({
      errors: {},
      body: { corrected: null },
    });
  });

  it('H.4.a, H.6 tells when upheld charges are due, and until when they may go further', () => {
    const { policy, now } = basis;
    if (policy === null) throw new Error('The profile is not known.');
    expect(upheldEffect(1, policy, now).says).toBe(
      'The charges stand and are due Fri Mar 13, 5:00 pm. The customer may go further until Fri Mar 13, 11:59:59 pm.',
    );
    expect(upheldEffect(2, policy, now).says).toContain('final');
  });

  it('H.5, H.7 tells the corrected invoice, and what was paid too much', () => {
    const { policy, now, page } = basis;
    const matter = page.matters[1];
    if (policy === null || !matter) throw new Error('The page is not as it was built.');
    expect(overturnedEffect(matter, true, cents(3_000), 'refund', policy, now)).toEqual({
      says: 'A corrected invoice of $30.00 is due Sat, Mar 21. The late charge is taken back. $10.00 was paid too much: it is sent back.',
      clauses: ['H.5', 'H.7'],
    });
    expect(overturnedEffect(matter, false, cents(4_000), 'refund', policy, now)).toEqual({
      says: 'A corrected invoice of $40.00 is due Sat, Mar 21.',
      clauses: ['H.5'],
    });
    expect(overturnedEffect(matter, true, null, 'credit', policy, now)).toBeNull();
  });
});

describe('an appeal that was lost, or is over the limit', () => {
  it('H.4.a goes further in writing, within its window', () => {
    const lost = appeal({ state: 'decided', decidedAt: 1, windowEndsAt: Date.parse('2026-03-14T06:59:59Z') });
    const basis = aBasis({}, { appeals: [lost] });
    expect(judgeFurther({ appeal: '5', written: true }, basis).answer).toMatchObject({ granted: true });
    expect(judgeFurther({ appeal: '5', written: false }, basis).answer).toMatchObject({ clauses: ['H.4.a'] });
    const late = aBasis({}, { appeals: [lost] }, Date.parse('2026-03-14T07:00:00Z'));
    expect(judgeFurther({ appeal: '5', written: true }, late).answer).toMatchObject({ granted: false });
  });

  it('H.1 is left unheard with a reason, and only over the limit', () => {
    const over = aBasis({}, { appeals: [appeal({ overLimit: true })] });
    expect(judgeUnheard({ appeal: '5', reason: 'The third this year.' }, over)).toMatchObject({
      answer: { granted: true },
      errors: {},
    });
    expect(judgeUnheard({ appeal: '5', reason: '' }, over).errors).toEqual({ reason: 'Say why it is not heard.' });
    const one = aBasis({}, { appeals: [appeal()] });
    expect(judgeUnheard({ appeal: '5', reason: 'No.' }, one).answer).toMatchObject({
      granted: false,
      clauses: ['H.1'],
    });
  });
});
