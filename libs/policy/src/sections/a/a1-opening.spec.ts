import { day } from '../../calendar/days.ts';
import { account, at, fee, GLENDORA, order } from '../../test/facts.fixture.ts';
import { mayReconnect } from '../f/f1-reconnection.ts';
import {
  depositFor,
  depositShort,
  mayOpenAccount,
  mayTurnOn,
  opensOn,
  startObjection,
  turnOnDue,
} from './a1-opening.ts';
import type { SignUp, Standing } from './a1-opening.ts';

const EMPTY: Standing = { own: false, waiting: false };
const FORM: SignUp = {
  form: true,
  idValidUntil: day('2030-06-30'),
  proof: 'deed',
  effective: null,
  role: 'owner-occupant',
};
const asks = (more: Partial<SignUp> = {}, standing: Standing = EMPTY) =>
  mayOpenAccount({ ...FORM, ...more }, standing, GLENDORA, at('2026-01-05 09:00'));

describe('A.1', () => {
  it.each([
    ['the last day of the card', day('2026-01-05'), true],
    ['a card of the day before', day('2026-01-04'), false],
    ['no card', null, false],
  ])('A.1 boundary: Mon 2026-01-05 09:00, %s: %p', (_name, idValidUntil, granted) => {
    const answer = asks({ idValidUntil });
    expect(answer).toMatchObject({ granted, clauses: ['A.1'], opensOn: '2026-01-05', deposit: 0 });
    expect(answer.says.startsWith('Pending')).toBe(!granted);
  });

  it('A.1 everything that is missing is named', () => {
    expect(asks({ form: false, idValidUntil: null }).says).toMatch(/form is missing.*card is missing/);
  });

  it.each([
    ['the customer has it already', { own: true, waiting: false }],
    ['another customer has signed up', { own: false, waiting: true }],
  ])('A.1 refused where %s', (_name, standing) =>
    expect(asks({}, standing)).toMatchObject({ granted: false, clauses: ['A.1'] }),
  );

  it.each([
    [null, '2026-01-05'],
    ['2026-01-02', '2026-01-05'],
    ['2026-01-17', '2026-01-17'],
  ])('A.1 wanted from %s: opens on %s', (effective, opens) =>
    expect(opensOn(effective === null ? null : day(effective), GLENDORA, at('2026-01-05 09:00'))).toBe(opens),
  );

  it('A.1 a day on which the office is closed: the water comes on the next business day', () => {
    expect(turnOnDue(day('2026-01-17'), day('2026-01-05'), GLENDORA)).toBe('2026-01-20');
    expect(turnOnDue(day('2026-01-05'), day('2026-01-12'), GLENDORA)).toBe('2026-01-12');
  });
});

describe('A.2', () => {
  it('A.2 boundary: no proof: $200.00, and the customer counts as a tenant', () => {
    expect(asks({ proof: null })).toMatchObject({ granted: true, clauses: ['A.1'], deposit: 20_000, role: 'tenant' });
    expect(depositFor('tax-bill', GLENDORA)).toBe(0);
    expect(asks({ role: 'landlord' })).toMatchObject({ deposit: 0, role: 'landlord' });
    expect(asks({ role: 'tenant' }).role).toBe('owner-occupant');
  });

  it('A.2.a boundary: $199.99 paid of $200.00: one cent short', () => {
    const facts = account({ fees: [fee(1, 'deposit'), fee(4_000)] });
    expect(depositShort(facts)).toBe(1);
    expect(mayTurnOn(facts)).toMatchObject({ granted: false, clauses: ['A.2.a', 'A.3.c'] });
    expect(mayTurnOn(facts).says).toContain('$0.01');
    expect(mayTurnOn(account({ fees: [fee(4_000)] }))).toMatchObject({ granted: true, clauses: ['A.1'] });
  });
});

describe('A.3.c', () => {
  const off = { service: 'off' as const, bills: [] };
  it('A.3.c boundary: signed up, deposit unpaid, water asked for: refused, and nothing but the deposit is owed', () => {
    const facts = account({ ...off, fees: [fee(20_000, 'deposit')] });
    const answer = mayReconnect(facts, GLENDORA, at('2026-01-05 10:00'), false);
    expect(answer).toMatchObject({ granted: false, clauses: ['A.3.c', 'A.2.a'] });
    expect(answer.says).toContain('$200.00');
  });

  it('A.3.c the deposit is paid and the order is out: no reconnection, and no fee for one', () => {
    const facts = account({ ...off, orders: [order('listed', 'turn-on')] });
    expect(mayReconnect(facts, GLENDORA, at('2026-01-05 10:00'), false)).toMatchObject({
      granted: false,
      clauses: ['A.3.c'],
    });
  });

  it('F.1 who was cut off for a debt asks for a reconnection, also while a deposit is unpaid', () => {
    const facts = account({ ...off, orders: [order('completed')], fees: [fee(20_000, 'deposit')] });
    expect(startObjection(facts)).toBeNull();
    expect(startObjection(account({ fees: [fee(20_000, 'deposit')] }))).toBeNull();
    expect(mayReconnect(facts, GLENDORA, at('2026-01-05 10:00'), false).granted).toBe(true);
  });
});
