import type { AccountPage } from '@curbstop/contracts';
import { instant } from '@curbstop/policy';
import { aPage, NOW } from '../account/page.fixture.ts';
import { HOLD, SIGN } from './arrangement.tsx';
import { told } from './form.ts';
import type { Basis } from './form.ts';
import { PROOF, VERIFICATION } from './household.tsx';
import { INSTALMENT } from './instalment-form.tsx';
import { ASSISTANCE, CERTIFICATE, INFORMATION } from './papers.tsx';
import { EMPTY_PLAN } from './plan-wish.ts';
import { REVIEW } from './review.tsx';
import { CASH_ONLY, RESTORE, REVOKE } from './rights.tsx';
import { policyFor } from './terms.ts';

type Facts = Partial<Record<keyof AccountPage['facts'], unknown>>;

function basis(facts: Facts = {}, known = true): Basis {
  const page = aPage({}, facts);
  const now = instant(NOW);
  return { page, now, policy: known ? policyFor(page.policy, now) : null };
}
const review = (stage: string, due = '2026-03-19T06:59:59.999Z') => ({
  reviews: [{ reviewId: 1, openedAt: NOW, stage, dueAt: Date.parse(due) }],
});
const plan = (state: string) => ({
  arrangements: [
    {
      arrangementId: 4,
      kind: 'amortization',
      state,
      billIds: [1],
      signedAt: state === 'offered' ? null : NOW,
      offerEndsAt: state === 'offered' ? NOW + 1 : null,
      rows: state === 'offered' ? [] : [{ due: '2026-03-11', amount: 2_957, unpaid: 2_957 }],
      untilDay: null,
    },
  ],
});
const flag = (kind: string) => ({
  flags: [{ flagId: 1, kind, clause: 'D.8', setAt: NOW, until: null, amount: null, dueAt: null }],
});

describe('papers for help with a bill, judged as they are typed', () => {
  it('G.1.a boundary: a certificate counts for twelve months from its date', () => {
    const judge = (dated: string) => CERTIFICATE.judge({ dated }, basis()).answer;
    expect(judge('2025-03-12')).toMatchObject({ granted: true, clauses: ['G.2'] });
    expect(judge('2025-03-12')?.says).toContain('It counts through Mar 11, 2026.');
    expect(judge('2025-03-11')).toMatchObject({ granted: false, clauses: ['G.1.a'] });
    expect(judge('2026-03-12')).toMatchObject({ granted: false, clauses: ['G.1.a.i'] });
    expect(CERTIFICATE.judge({ dated: '' }, basis())).toMatchObject({ answer: null, body: null });
  });

  it('G.2: says whose turn it is once the papers are in', () => {
    const says = (facts: Facts, complete = true) => ASSISTANCE.judge({ complete }, basis(facts)).answer?.says;
    expect(says({})).toBe('The city answers by Wed Mar 18, and the water stays on meanwhile.');
    expect(says(review('reply'))).toContain('the review that runs: the city answers by Wed Mar 18.');
    expect(says(review('supply'))).toContain('it decides by Mon Mar 16.');
    expect(says(review('supply'), false)).toContain('still waits');
    expect(ASSISTANCE.judge({ complete: true }, basis({ customerClass: 'commercial' })).answer).toMatchObject({
      granted: false,
      clauses: ['Z.8', 'G.1'],
    });
  });

  it('G.2-b: what was missing is taken while it is in time', () => {
    expect(INFORMATION.judge({}, basis(review('supply'))).answer?.granted).toBe(true);
    const late = basis(review('supply', '2026-03-11T06:59:59.999Z'));
    expect(INFORMATION.judge({}, late).answer).toMatchObject({ granted: false, clauses: ['G.2-b'] });
  });

  it('G.2: an answer says until when the water stays on, and an offer needs something to offer', () => {
    const judge = (outcome: string, facts: Facts, by = 'portal') => REVIEW.judge({ outcome, by }, basis(facts)).answer;
    expect(judge('ask-more', review('reply'))?.says).toContain('through Mon Mar 16');
    expect(judge('ask-more', review('reply'), 'mail')?.says).toContain('through Thu Mar 19');
    expect(judge('offer', review('reply'))?.says).toContain('through Wed Mar 18');
    expect(judge('offer', { ...review('reply'), bills: [] })).toMatchObject({ granted: false, clauses: ['I.1'] });
    expect(judge('not-eligible', review('supply'))).toMatchObject({ granted: false, clauses: ['G.2-b'] });
    expect(judge('offer', {})).toMatchObject({ granted: false, clauses: ['G.2'] });
  });

  it('G.1.b: proof names a program or an income, and is told what it comes to', () => {
    const judge = (more: Partial<ReturnType<typeof PROOF.start>>) =>
      PROOF.judge({ ...PROOF.start(basis()), ...more }, basis());
    expect(judge({})).toMatchObject({ answer: null, errors: { income: 'Tick a program, or give a declared income.' } });
    expect(judge({ income: 'low' }).errors['income']).toContain('per cent');
    expect(judge({ income: '199.99' }).body).toMatchObject({ incomeOfPoverty: 19_999, benefits: [] });
    expect(judge({ income: '200' }).answer?.says).toContain('shows no low income');
    expect(judge({ wic: true, endsOn: '2026-06-30', verified: true })).toMatchObject({
      body: { benefits: ['wic'], endsOn: '2026-06-30', verified: true },
      answer: { granted: true, says: expect.stringContaining('It counts through Tue Jun 30, 2026.') },
    });
    expect(VERIFICATION.judge({ found: 'in-order' }, basis()).answer).toMatchObject({ granted: false });
  });
});

describe('plans, judged as they are typed', () => {
  it('I.3.a: a plan is refused until it is signed, and then granted', () => {
    expect(SIGN.judge(EMPTY_PLAN, basis()).answer).toMatchObject({ granted: false, clauses: ['I.3.a'] });
    const signed = SIGN.judge({ ...EMPTY_PLAN, signed: true }, basis());
    expect(signed.answer).toMatchObject({ granted: true, clauses: ['I.3.a'] });
    expect(signed.answer?.says).toContain('$147.84 in 11 payments, the last on Mon Jan 11, 2027.');
    expect(SIGN.judge({ ...EMPTY_PLAN, signed: true }, basis(plan('in-force'))).answer?.clauses).toContain('I.2');
  });

  it('I.6 boundary: a deferral runs to six months after the due date, in one payment', () => {
    const judge = (until: string) =>
      SIGN.judge({ ...EMPTY_PLAN, kind: 'deferral', until, signed: true }, basis()).answer;
    expect(judge('2026-08-26')?.says).toBe('$147.84 in one payment on Wed Aug 26, 2026.');
    expect(judge('2026-08-27')).toMatchObject({ granted: false, clauses: ['I.6'] });
  });

  it('I.1: a hold is asked for while nothing is in force; beside an offer it changes nothing', () => {
    expect(HOLD.judge({}, basis()).answer?.says).toContain('The city answers by Wed Mar 18');
    expect(HOLD.judge({}, basis(plan('offered'))).answer?.says).toBe('A plan is offered already.');
    expect(HOLD.judge({}, basis(plan('in-force'))).answer).toMatchObject({
      granted: false,
      clauses: ['I.2', 'I.7'],
    });
  });

  it('I.3.c: an instalment begins with what is due', () => {
    expect(INSTALMENT.start(basis(plan('in-force')))).toEqual({ amount: '29.57' });
    const judge = (amount: string, state = 'in-force') => INSTALMENT.judge({ amount }, basis(plan(state)));
    expect(judge('29.57')).toMatchObject({ body: { amount: 2_957 }, answer: { granted: true } });
    expect(judge('ten')).toMatchObject({ answer: null, body: null });
    expect(judge('29.57', 'defaulted').answer).toMatchObject({ granted: false, clauses: ['I.7'] });
  });
});

describe('rights that are taken and given', () => {
  it('D.8: extensions are taken once, and given back where they were taken', () => {
    expect(REVOKE.judge({}, basis()).answer?.granted).toBe(true);
    expect(REVOKE.judge({}, basis(flag('extension-revoked'))).answer?.granted).toBe(false);
    expect(RESTORE.judge({}, basis()).answer).toMatchObject({ granted: false, clauses: ['D.8'] });
    expect(RESTORE.judge({}, basis(flag('extension-revoked'))).answer?.granted).toBe(true);
  });

  it('J.7.a: Cash Only is released with a reason', () => {
    const judge = (why: string, facts: Facts) => CASH_ONLY.judge({ why }, basis(facts));
    expect(judge('', flag('cash-only'))).toMatchObject({ errors: { why: 'Say why.' }, answer: { granted: true } });
    expect(judge('Settled.', flag('cash-only'))).toMatchObject({ errors: {}, body: { why: 'Settled.' } });
    expect(judge('Settled.', {}).answer).toMatchObject({ granted: false, clauses: ['J.7.a'] });
  });
});

describe('a page that is older than the policy, or than the account', () => {
  it('leaves to the server what it does not know', () => {
    const old = basis({}, false);
    expect(CERTIFICATE.judge({ dated: '2026-03-02' }, old)).toMatchObject({
      answer: null,
      body: { dated: '2026-03-02' },
    });
    expect(SIGN.judge({ ...EMPTY_PLAN, signed: true }, old)).toMatchObject({ answer: null, body: { signed: true } });
  });

  it('never tells a refusal that came of its own deed', () => {
    const refused = INFORMATION.judge({}, basis());
    expect(told(refused, 'The papers are taken.')).toBe('The papers are taken.');
    const granted = INFORMATION.judge({}, basis(review('supply')));
    expect(told(granted, 'The papers are taken.')).toBe(
      'The papers are taken. It is in time. The city decides by Mon Mar 16.',
    );
  });
});
