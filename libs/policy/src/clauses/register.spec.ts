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
    expect(entry.rule).toMatch(/^["A-Z0-9].*[.]$/s);
    expect(entry.rule.length).toBeLessThan(400);
    expect(entry.reading === null || entry.reading.length > 0).toBe(true);
    expect(clauseOf(id)).toBe(entry);
  });

  it('refuses a clause in the wrong section', () => {
    const rule = { title: 'A title', rule: 'A rule.', fn: () => null };
    expect(() => section('B', 'Billing', [clause('C.1', rule)])).toThrow('C.1 is no clause of section B.');
    expect(clauseOf('C.99')).toBeNull();
  });
});
