import { openingAnswer } from '@curbstop/contracts';
import { instant } from '@curbstop/policy';
import { aPage, NOW } from '../account/page.fixture.ts';
import { EMPTY_SIGN_UP, judgeSignUp, wishOf } from './sign-up-form.ts';

const basis = { page: aPage(), policy: null, now: instant(NOW) };
const taken = openingAnswer.parse({
  granted: true,
  clauses: ['A.1'],
  says: 'The account is opened.',
  opensOn: '2026-03-11',
  deposit: 20_000,
});

describe('a sign-up as it is filled in', () => {
  it('A.1 asks the policy about the place, the identity card, the proof and the day', () => {
    expect(wishOf({ ...EMPTY_SIGN_UP, proof: 'deed' }, 9)).toEqual({
      servicePointId: 9,
      idValidUntil: null,
      proof: 'deed',
      effective: null,
      role: 'owner-occupant',
    });
  });

  it('wants a name of somebody new, and somebody chosen of those the city knows', () => {
    expect(judgeSignUp(EMPTY_SIGN_UP, basis, 9, taken).errors).toEqual({ name: 'Give the name of the customer.' });
    const known = { ...EMPTY_SIGN_UP, who: 'known' };
    expect(judgeSignUp(known, basis, 9, taken).errors).toEqual({ customer: 'Choose the customer.' });
    expect(judgeSignUp({ ...known, customerId: '4' }, basis, 9, taken)).toMatchObject({
      answer: { granted: true },
      errors: {},
      body: { servicePointId: 9, customer: { id: 4 }, class: 'residential' },
    });
  });

  it('A.1 refuses who has the place already, which the preview does not know', () => {
    const own = { ...EMPTY_SIGN_UP, who: 'known', customerId: String(basis.page.facts.customerId) };
    expect(judgeSignUp(own, basis, 9, taken).answer).toEqual({
      granted: false,
      clauses: ['A.1'],
      says: 'The account is open already.',
    });
    const left = { ...basis, page: aPage({ status: 'closed' }) };
    expect(judgeSignUp(own, left, 9, taken).answer).toMatchObject({ granted: true });
  });

  it('says nothing while the server is asked', () => {
    expect(judgeSignUp({ ...EMPTY_SIGN_UP, name: 'Ines Calloway' }, basis, 9, null)).toMatchObject({
      answer: null,
      errors: {},
    });
  });
});
