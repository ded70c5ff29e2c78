import type { OrderKind } from '@curbstop/contracts';
import { policyOn } from '@curbstop/policy';
import type { ClauseId, Day, Instant } from '@curbstop/policy';
import { KINDS } from '@curbstop/work-orders';
import type { AccountSnapshot } from '../facts/account-facts.ts';
import { paperOf } from './crew-paper.ts';

const TERMS = policyOn('glendora', '2026-03-17' as Day);
/** A Tuesday. */
const NOW = Date.parse('2026-03-17T10:30:00-07:00') as Instant;
const SIX = ['English', 'Spanish', 'Chinese', 'Tagalog', 'Vietnamese', 'Korean'];

const told = (kind: OrderKind, clause: ClauseId, dwelling = 'single-family', tagDueAt: number | null = null) => {
  const job = { kind, clause, dueOn: '2026-03-18' as Day, tagDueAt: tagDueAt as Instant | null };
  return paperOf(job, { facts: { dwelling } } as unknown as AccountSnapshot, TERMS, NOW);
};

describe('the paper that an order leaves, as its crew reads it', () => {
  it.each<[string, ReturnType<typeof told>, string, ClauseId, string]>([
    [
      'E.3.a: to the tenants of a house, seven days',
      told('door-tag', 'E.3.a'),
      'Notice to tenants',
      'E.3.a',
      'Posted today, the water stays on until Tue Mar 24 at least.',
    ],
    [
      'E.3.a: to the tenants of a building, ten days',
      told('door-tag', 'E.3.a', 'multi-unit'),
      'Notice to tenants',
      'E.3.a',
      'Posted today, the water stays on until Fri Mar 27 at least.',
    ],
    [
      'the 48-hour tag',
      told('door-tag', 'E.1'),
      '48-hour tag',
      'E.1',
      'Left now, the water stays on until Thu Mar 19, 10:30 am at least.',
    ],
    [
      'E.2.b: the notice that came back',
      told('door-hanger', 'E.2.b'),
      'Disconnection notice',
      'E.2.b',
      'Left now, the water stays on until Thu Mar 19, 10:30 am at least.',
    ],
    [
      'I.7: five business days',
      told('door-hanger-final', 'I.7'),
      'Final notice',
      'I.7',
      'Left now, the water stays on until Mon Mar 23, 11:59:59 pm at least.',
    ],
    ['A.3.a', told('blue-tag-signup', 'A.3.a'), 'Blue tag: sign up', 'A.3.a', 'To be left by Wed Mar 18.'],
    [
      'K.2',
      told('blue-tag-nsf', 'K.2', 'single-family', Date.parse('2026-03-18T17:00:00-07:00')),
      'Blue tag: returned payment',
      'K.2',
      'To be paid by Wed Mar 18, 5:00 pm.',
    ],
  ])('%s', (_name, paper, name, clause, deadline) => {
    expect(paper).toMatchObject({ name, clause, deadline, languages: SIX });
  });

  it('tells how to get the water back (E.4) only where it was turned off for a debt', () => {
    const back = [...KINDS.values()].filter(({ paper }) => paper?.('E.1').clause === 'E.4').map(({ kind }) => kind);
    expect(back).toEqual(['turn-off', 'turn-off-nsf', 'turn-off-again']);
    expect(told('turn-off-vacant', 'A.3.b')).toBeNull();
    expect(told('reconnect', 'F.1')).toBeNull();
  });
});
