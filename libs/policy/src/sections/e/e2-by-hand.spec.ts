import { account, at, bill, GLENDORA, notice, R } from '../../test/facts.fixture.ts';
import { billsByHand, leadingByHand, mayMailNotice } from './e2-by-hand.ts';

const TO = { name: 'Ana Kemp', address: '1407 Larch Crest Lane' };
const D50 = at('2026-03-06 10:00');
const next = bill('2026-03-12', { billId: 2, number: '2' });

describe('a notice by hand', () => {
  it.each([
    ['E.2.a', 'disconnection', account(), ['E.2.a']],
    ['C.1', 'reminder', account(), ['C.1']],
    ['E.3.a', 'tenant', account({ customerRole: 'landlord' }), ['E.3.a']],
  ] as const)('%s grants a %s', (_clause, kind, facts, clauses) => {
    expect(mayMailNotice(facts, kind, TO, GLENDORA, D50)).toMatchObject({ granted: true, clauses });
  });

  it.each([
    ['E.3 no tenants', 'tenant', account(), ['E.3']],
    ['E.2.a.ii nothing past due', 'disconnection', account({ bills: [next] }), ['E.2.a.ii']],
    ['C.1.c.i the State', 'reminder', account({ customerClass: 'state' }), ['C.1.c.i']],
  ] as const)('%s refuses', (_name, kind, facts, clauses) => {
    expect(mayMailNotice(facts, kind, TO, GLENDORA, at('2026-03-13 10:00'))).toMatchObject({ granted: false, clauses });
  });

  it('names everything that is missing', () => {
    const policy = { ...GLENDORA, phone: '', untranslated: ['ko'] };
    const answer = mayMailNotice(account(), 'disconnection', { name: '', address: '' }, policy, D50);
    expect(answer.clauses).toEqual(['E.2.a.i', 'Z.5', 'E.2.a.vi', 'E.2.a', 'Z.7']);
  });

  it('E.2.a.ii names past-due bills; the tenants are told of the next one too', () => {
    const facts = account({ bills: [R, next] });
    const ids = (kind: 'disconnection' | 'tenant') =>
      billsByHand(facts, kind, GLENDORA, at('2026-03-13 10:00')).map((each) => each.billId);
    expect([ids('disconnection'), ids('tenant')]).toEqual([[1], [1, 2]]);
  });

  it('E.2.a.iii gives the dates of the oldest bill not yet named', () => {
    const facts = account({ bills: [R, next], notices: [notice('2026-02-27')] });
    expect(leadingByHand(facts, [R, next])?.billId).toBe(2);
    expect(leadingByHand(facts, [R])?.billId).toBe(1);
    expect(leadingByHand(facts, [])).toBeNull();
  });
});
