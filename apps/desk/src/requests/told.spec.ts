import { NOW } from '../account/page.fixture.ts';
import { judgeConcern } from './bank-debit.tsx';
import { aBasis } from './basis.fixture.ts';
import { judgeNotice } from './notices.tsx';
import { judgeContact, judgeThirdParty } from './people-told.tsx';
import { saysOf } from './sending.ts';

describe('who is told', () => {
  it('E.2.a a notice goes out by hand while something is past due, to tenants where there are some', () => {
    expect(judgeNotice({ kind: 'disconnection', how: 'mailed' }, aBasis())).toMatchObject({
      answer: { granted: true, clauses: ['E.2.a'] },
      body: { kind: 'disconnection', left: false },
    });
    expect(judgeNotice({ kind: 'tenant', how: 'left' }, aBasis())).toMatchObject({
      answer: { granted: false },
      body: { left: true },
    });
    expect(judgeNotice({ kind: 'reminder', how: 'mailed' }, aBasis({}, { bills: [] })).answer).toMatchObject({
      granted: false,
    });
  });

  it('reading 11: a talk has been held', () => {
    const talk = { kind: 'phone', on: '2026-03-11', time: '14:20', note: '' };
    expect(judgeContact(talk, aBasis())).toMatchObject({ answer: { granted: true }, body: { at: NOW } });
    expect(judgeContact({ ...talk, time: '14:21' }, aBasis()).errors).toEqual({
      on: 'The talk has already been held: give a moment up to now.',
    });
    expect(judgeContact({ ...talk, on: '' }, aBasis()).errors).toEqual({
      on: 'Say on which day and at which time.',
    });
  });

  it('reading 12: one more person is named, or taken off', () => {
    const kemp = { name: 'Rosa Kemp', address: '12 Fig Street', nobody: false };
    expect(judgeThirdParty(kemp, aBasis())).toMatchObject({ answer: { granted: true }, body: { name: 'Rosa Kemp' } });
    expect(judgeThirdParty({ ...kemp, address: '' }, aBasis())).toMatchObject({
      answer: null,
      errors: { address: 'Give the address that letters go to.' },
    });
    const told = aBasis({ thirdParty: { name: 'Rosa Kemp', address: '12 Fig Street' } });
    expect(judgeThirdParty({ ...kemp, nobody: true }, told).answer?.says).toBe(
      'Rosa Kemp is not told of notices any more.',
    );
  });

  it('J.6 a concern is about an active debit, five business days before it', () => {
    const active = { flagId: 1, kind: 'ach-active', clause: 'J.6', setAt: 0, until: null, amount: null, dueAt: null };
    const concern = { concern: 'The amount is high.' };
    expect(judgeConcern(concern, aBasis()).answer).toMatchObject({ granted: false, clauses: ['J.6'] });
    expect(judgeConcern(concern, aBasis({}, { flags: [active] })).answer).toMatchObject({ granted: true });
    expect(judgeConcern({ concern: '' }, aBasis()).errors).toEqual({ concern: 'Say what the concern is.' });
  });
});

describe('what is read out when a form was taken', () => {
  it('is what the policy said, unless it says no by now because of this very request', () => {
    const answer = { granted: true, clauses: ['L.1' as const], says: 'Read by hand.' };
    expect(saysOf({ answer, errors: {}, body: {} })).toBe('Read by hand.');
    expect(saysOf({ answer: { ...answer, granted: false }, errors: {}, body: {} })).toBe('It is done.');
    expect(saysOf({ answer: null, errors: {}, body: {} })).toBe('It is done.');
  });
});
