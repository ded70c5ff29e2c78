import { clause, section } from './clause-entry.ts';
import { CLAUSE_IDS } from './clause-ids.ts';
import { clauseOf, missingClauses, REGISTER, SECTIONS } from './register.ts';

describe('the register', () => {
  it('has a function for every clause of the table', () => {
    expect(missingClauses()).toEqual([]);
  });

  it('has every clause of the table in mind: 111 numbered, C.1.b.ii, three of G.2 and eight of the opening', () => {
    expect(CLAUSE_IDS).toHaveLength(111 + 1 + 3 + 8);
    expect(new Set(CLAUSE_IDS).size).toBe(CLAUSE_IDS.length);
  });

  it("lists its clauses in the policy's order, each once, and none that the policy has not", () => {
    const ids = REGISTER.map((entry) => entry.id);
    const inOrder = CLAUSE_IDS.filter((id) => ids.includes(id));
    expect(ids).toEqual(inOrder);
    expect(SECTIONS.map((each) => each.id).join('')).toMatch(/^Z?A?B?C?D?E?F?G?H?I?J?K?L?M?$/);
  });

  it.each(REGISTER.map((entry) => [entry.id, entry] as const))('%s can be read to a customer', (id, entry) => {
    expect(typeof entry.fn).toBe('function');
    expect(entry.title).toMatch(/^\S.*[^.]$/);
    expect(entry.sentences.length).toBeGreaterThan(0);
    for (const sentence of entry.sentences) {
      expect(sentence).toMatch(/^["A-Z0-9].*[.]$/);
      expect(sentence.length).toBeLessThan(300);
    }
    expect(entry.rule).toBe(entry.sentences.join(' '));
    expect(entry.reading === null).toBe(entry.readings.length === 0);
    expect(clauseOf(id)).toBe(entry);
  });

  it('names for every clause the paragraph that it renders', () => {
    const paragraphOf = (id: string) => {
      const [letter = '', ...rest] = id.split('.');
      return `${letter}${rest.map((part) => `(${part})`).join('')}`;
    };
    const [opening, numbered] = [true, false].map((isZ) => REGISTER.filter(({ id }) => id.startsWith('Z.') === isZ));
    expect(numbered?.filter((entry) => entry.source !== paragraphOf(entry.id)).map((entry) => entry.source)).toEqual([
      'C(1)(b)(i), from "(ii)"',
      'G(2), third sentence',
      'G(2), fourth sentence',
      'G(2), fifth sentence',
    ]);
    for (const { source } of opening ?? []) {
      expect(source).toMatch(/^(Policy Objective|Assignment of Responsibility), bullet \d(, sub-bullet)?$/);
    }
  });

  it('refuses a clause in the wrong section', () => {
    const text = { title: 'A title', source: 'C(1)', sentences: ['A rule.'], fn: () => null };
    expect(() => section('B', 'Billing', [], [clause('C.1', text)])).toThrow('C.1 is no clause of section B.');
    expect(clauseOf('C.99')).toBeNull();
  });
});
