import { household, inForce, row } from '../test/assistance.fixture.ts';
import { account, at, GLENDORA } from '../test/facts.fixture.ts';
import { requestsOf } from './requests.ts';
import type { AccountFacts } from '../facts/facts.ts';
import type { OfficeRequest, RequestView } from './requests.ts';

function find(request: OfficeRequest, more: Partial<AccountFacts> = {}, now = '2026-03-11 14:20'): RequestView {
  const found = requestsOf(account(more), GLENDORA, at(now)).find((each) => each.request === request);
  if (!found) throw new Error(`No request is called ${request}.`);
  return found;
}

describe('help with a bill, as the office may be asked for it', () => {
  const plan = inForce([row('2026-03-03', 2_716, 0), row('2026-04-03', 5_432), row('2026-05-03', 5_432)]);

  it('I.3.c boundary: says what comes next until its day, and on it what is due', () => {
    const ahead = find('pay-instalment', { arrangements: [plan] }, '2026-04-02 23:59');
    expect(ahead).toMatchObject({ granted: true, applies: true });
    expect(ahead.detail).toBe('$54.32 on Fri Apr 3; nothing is due now.');
    expect(find('pay-instalment', { arrangements: [plan] }, '2026-04-03 00:00').detail).toBe('$54.32 is due now.');
    const paid = inForce([row('2026-03-03', 2_716, 0)]);
    expect(find('pay-instalment', { arrangements: [paid] }).detail).toBe('Every instalment is paid.');
  });

  it('I.3.c, I.7: nothing is paid toward what is not there, or has failed', () => {
    expect(find('pay-instalment')).toMatchObject({ granted: false, applies: false, clauses: ['I.3.c'] });
    const failed = find('pay-instalment', { arrangements: [{ ...plan, state: 'defaulted' }] });
    expect(failed).toMatchObject({ granted: false, applies: true, clauses: ['I.7'] });
  });

  it('C.1.b: a look is asked for only where proof waits for one', () => {
    expect(find('verify-household')).toMatchObject({ granted: false, applies: false });
    expect(find('verify-household', { household: household() })).toMatchObject({ granted: false, applies: false });
    const waits = find('verify-household', { household: household({ verified: false }) });
    expect(waits).toMatchObject({ granted: true, applies: true, clauses: ['C.1.b'] });
    expect(find('give-household', { household: household() }).detail).toBe('One on file counts already.');
  });
});
