import type { Appeals } from '@curbstop/contracts';
import { appealOfficer } from '@curbstop/policy';
import { civilDay } from '@curbstop/ui';
import type { CityFormats, Tone } from '@curbstop/ui';

type Appeal = Appeals['appeals'][number];

/** One fact of a record: its name, what it is, and the clause behind it. */
export interface RecordFact {
  readonly name: string;
  readonly says: string;
  /** Null where no clause is behind it. */
  readonly clause: string | null;
}

/** How an appeal stands, in a word or two. */
export function stateOf({
  state,
  outcome,
  level,
}: Pick<Appeal, 'state' | 'outcome' | 'level'>): readonly [says: string, tone: Tone] {
  if (state === 'open') return [level === 1 ? 'Open' : 'Open, second level', 'warn'];
  if (state === 'decided') return ['Lost, may go further', 'warn'];
  if (outcome === 'not-heard') return ['Not heard', 'plain'];
  return outcome === 'incorrect' ? ['Won', 'ok'] : ['Lost', 'plain'];
}

const OUTCOMES: Readonly<Record<NonNullable<Appeal['outcome']>, string>> = {
  correct: 'The charges are correct.',
  incorrect: 'The charges were incorrect.',
  'not-heard': 'It is not heard.',
};

/** H.7: what became of money paid too much. */
function remedySays({ correctedBillId, remedy }: Appeal): string {
  const bill = correctedBillId === null ? '' : ' A corrected invoice stands in its place.';
  return remedy === 'refund' ? `${bill} What was paid too much was sent back.` : bill;
}

/** What an appeal's record tells besides its words, in the order in which it happened. */
export function factsOf(each: Appeal, formats: CityFormats): readonly RecordFact[] {
  const facts: RecordFact[] = [
    {
      name: each.level === 1 ? 'Filed' : 'Taken further',
      says: formats.dayTime(each.filedAt),
      clause: each.level === 1 ? 'H.3.a' : 'H.4.a',
    },
    each.level === 1
      ? { name: 'Heard by', says: appealOfficer(each.topic), clause: 'H.3.b' }
      : { name: 'Decided by', says: 'One of the three directors', clause: 'H.4.a' },
  ];
  if (each.lateReason !== null) facts.push({ name: 'Taken late', says: each.lateReason, clause: 'H.3.a' });
  if (each.overLimit && each.state === 'open')
    facts.push({ name: 'Over the limit', says: 'Two were lost in twelve months.', clause: 'H.1' });
  if (each.decidedAt !== null && each.outcome !== null) {
    const by = each.decidedBy === null ? '' : ` by ${each.decidedBy}`;
    const clause = each.outcome === 'not-heard' ? 'H.1' : each.outcome === 'incorrect' ? 'H.5' : 'H.6';
    facts.push({
      name: 'Decision',
      says: `${OUTCOMES[each.outcome]}${remedySays(each)} ${formats.dayTime(each.decidedAt)}${by}.`,
      clause,
    });
  }
  if (each.reason !== null) facts.push({ name: 'Reason', says: each.reason, clause: null });
  for (const letter of each.letters)
    facts.push({
      name: each.letters.length > 1 ? `Letter, level ${letter.level}` : 'Letter',
      says: `Mailed ${civilDay(letter.mailedOn, 'week')}`,
      clause: letter.level === 1 ? 'H.3.c' : 'H.4.a',
    });
  if (each.state === 'decided' && each.windowEndsAt !== null)
    facts.push({ name: 'May go further', says: `Until ${formats.dayTime(each.windowEndsAt)}`, clause: 'H.4.a' });
  return facts;
}
