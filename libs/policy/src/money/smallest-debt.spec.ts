import { agenda } from '../engine/agenda.ts';
import { mayClose, mayList } from '../engine/gate.ts';
import { amountsToPay } from '../forecast/to-pay.ts';
import { withSettings } from '../parameters/settings.ts';
import { mayOpen } from '../sections/f/f1-reconnection.ts';
import { missedReturns } from '../sections/k/k6-turn-off.ts';
import { account, at, bill, fee, GLENDORA, notice, order, R } from '../test/facts.fixture.ts';
import { cents } from './money.ts';
import type { ReturnFacts } from '../facts/facts.ts';

const FIFTEEN = withSettings(GLENDORA, { smallestDebt: cents(1_500) });
const rest = (unpaid: number) => bill('2026-01-15', { unpaidCharges: cents(unpaid), unpaidAtDue: cents(0) });
const LISTED = at('2026-03-16 17:00');
const DOOR = at('2026-03-17 09:00');

describe('reading 10: the smallest debt', () => {
  it.each([
    ['a cent, where every cent counts', 1, GLENDORA, true],
    ['a cent below it', 1_499, FIFTEEN, false],
    ['the debt itself', 1_500, FIFTEEN, true],
  ])('%s', (_, unpaid, policy, acted) => {
    const facts = account({ bills: [rest(unpaid)] });
    expect(mayList(facts, policy, LISTED).mayList).toBe(acted);
    expect(mayClose(facts, policy, DOOR).mayClose).toBe(acted);
    expect(amountsToPay(facts, policy, DOOR).keepOn !== null).toBe(acted || unpaid > 0);
    const noticed = agenda(account({ bills: [rest(unpaid)], notices: [] }), policy).map((due) => due.act);
    expect(noticed.includes('disconnection-notice')).toBe(acted);
    const tenants = account({ bills: [rest(unpaid)], customerRole: 'landlord' });
    expect(agenda(tenants, policy).some((due) => due.act === 'tenant-posting')).toBe(acted);
  });

  it('counts what older bills left: two small rests are a debt', () => {
    const later = bill('2026-01-16', { billId: 2, unpaidCharges: cents(800), unpaidAtDue: cents(0) });
    const facts = account({ bills: [rest(800), later], notices: [notice('2026-02-27', [1, 2])] });
    expect(mayClose(facts, FIFTEEN, at('2026-03-18 09:00')).mayClose).toBe(true);
  });

  it('F.2: the water comes back without it, though not without its fee', () => {
    const facts = account({
      service: 'off',
      bills: [rest(1_499)],
      orders: [order('completed', 'turn-off', { finishedAt: at('2026-03-17 09:00') })],
    });
    expect(mayOpen(facts, FIFTEEN, DOOR, 'reconnect').mayOpen).toBe(true);
    expect(mayOpen(facts, GLENDORA, DOOR, 'reconnect').mayOpen).toBe(false);
    expect(mayOpen({ ...facts, fees: [fee(7_000)] }, FIFTEEN, DOOR, 'reconnect').mayOpen).toBe(false);
  });

  it('K.6: a rest of a returned payment misses no deadline', () => {
    const returned: ReturnFacts = {
      returnId: 1,
      returnedAt: at('2026-03-10 10:00'),
      dueAt: at('2026-03-11 17:00'),
      clause: 'K.2',
      toReconnect: false,
      parts: [{ chargeId: 'bill/1', billId: 1, owed: cents(1_499) }],
    };
    const facts = account({ bills: [R], returns: [returned] });
    expect(missedReturns(facts, FIFTEEN, DOOR)).toEqual([]);
    expect(missedReturns(facts, GLENDORA, DOOR)).toEqual([returned]);
  });
});
