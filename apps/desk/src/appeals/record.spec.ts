import { appeals } from '@curbstop/contracts';
import { cityFormats } from '@curbstop/ui';
import { factsOf, stateOf } from './record.ts';

const formats = cityFormats('America/Los_Angeles');
const refused = { granted: false, clauses: ['H.3'], says: 'No.' };
const AT = Date.parse('2026-03-12T17:00:00Z');

const anAppeal = (more: Record<string, unknown> = {}) => {
  const [made] = appeals.parse({
    appeals: [
      {
        appealId: 1,
        about: 'bill 3-2026-01',
        billId: 1,
        entryId: null,
        topic: 'water-use',
        says: 'Too much.',
        lateReason: null,
        overLimit: false,
        level: 1,
        state: 'open',
        filedAt: Date.parse('2026-01-30T17:00:00Z'),
        outcome: null,
        reason: null,
        decidedAt: null,
        windowEndsAt: null,
        correctedBillId: null,
        letters: [],
        decidedBy: null,
        remedy: null,
        requests: {
          'decide-appeal': refused,
          'file-further-appeal': refused,
          'decide-further-appeal': refused,
          'decline-appeal': refused,
        },
        ...more,
      },
    ],
    matters: [],
  }).appeals;
  if (!made) throw new Error('There is no appeal.');
  return made;
};
const lines = (more: Record<string, unknown> = {}) =>
  factsOf(anAppeal(more), formats).map((fact) => `${fact.name}: ${fact.says} ${fact.clause}`);

describe('the record of an appeal', () => {
  it.each([
    [{}, 'Open'],
    [{ level: 2 }, 'Open, second level'],
    [{ state: 'decided', outcome: 'correct' }, 'Lost, may go further'],
    [{ state: 'final', outcome: 'correct' }, 'Lost'],
    [{ state: 'final', outcome: 'incorrect' }, 'Won'],
    [{ state: 'final', outcome: 'not-heard' }, 'Not heard'],
  ])('%j is %s', (more, says) => {
    expect(stateOf(anAppeal(more))[0]).toBe(says);
  });

  it('H.3.a, H.3.b tells when it was filed, late and why, and who hears it', () => {
    expect(lines({ lateReason: 'In hospital.', overLimit: true })).toEqual([
      'Filed: Fri, Jan 30, 9:00 am H.3.a',
      'Heard by: Assistant Director of Public Works H.3.b',
      'Taken late: In hospital. H.3.a',
      'Over the limit: Two were lost in twelve months. H.1',
    ]);
  });

  it('H.3.c, H.4.a tells the decision, its letter, and until when it may go further', () => {
    const letters = [{ noticeId: 9, level: 1, mailedOn: '2026-03-12' }];
    const decided = {
      state: 'decided',
      outcome: 'correct',
      decidedAt: AT,
      decidedBy: 'R. Castellanos',
      reason: 'Read again.',
      letters,
    };
    expect(lines({ ...decided, windowEndsAt: Date.parse('2026-03-17T06:59:59Z') }).slice(2)).toEqual([
      'Decision: The charges are correct. Thu, Mar 12, 10:00 am by R. Castellanos. H.6',
      'Reason: Read again. null',
      'Letter: Mailed Thu, Mar 12 H.3.c',
      'May go further: Until Mon, Mar 16, 11:59 pm H.4.a',
    ]);
  });

  it('H.5, H.7 tells the corrected invoice and what went back', () => {
    const won = { state: 'final', outcome: 'incorrect', decidedAt: AT, correctedBillId: 8, remedy: 'refund' };
    expect(lines(won).at(-1)).toBe(
      'Decision: The charges were incorrect. A corrected invoice stands in its place. What was paid too much was sent back. Thu, Mar 12, 10:00 am. H.5',
    );
  });
});
