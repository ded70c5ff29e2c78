import { addDays, day } from '../calendar/days.ts';
import { CLAUSE_IDS } from '../clauses/clause-ids.ts';
import { cents } from '../money/money.ts';
import { mayExtend } from '../sections/d/d1-extensions.ts';
import { account, at, bill, fee, GLENDORA, hold, notice, order, R } from '../test/facts.fixture.ts';
import { OFFICE_REQUESTS, requestsOf } from './requests.ts';
import type { AccountFacts, FlagFacts, FlagKind, PastFacts } from '../facts/facts.ts';
import type { OfficeRequest, RequestView } from './requests.ts';

const NOW = '2026-03-11 14:20';

function find(request: OfficeRequest, more: Partial<AccountFacts> = {}, now = NOW): RequestView {
  const found = requestsOf(account(more), GLENDORA, at(now)).find((each) => each.request === request);
  if (!found) throw new Error(`No request is called ${request}.`);
  return found;
}
const flag = (kind: FlagKind): FlagFacts => ({
  flagId: 1,
  kind,
  clause: 'J.7.a',
  setAt: at('2026-01-02 09:00'),
  until: null,
  amount: null,
  dueAt: null,
});
const past = (was: PastFacts['was'], on: string): PastFacts => ({
  pastId: 1,
  accountId: 77,
  was,
  on: day(on),
  billId: null,
});

describe('what may be asked of the office', () => {
  it('tells every request once, in one order, with a clause and a sentence', () => {
    const told = requestsOf(account(), GLENDORA, at(NOW));
    expect(told.map((each) => each.request)).toEqual([...OFFICE_REQUESTS]);
    for (const each of told) {
      expect([each.request, each.says]).toEqual([each.request, expect.stringMatching(/\S/)]);
      expect(each.detail).toMatch(/\S/);
      expect(each.clauses.length).toBeGreaterThan(0);
      expect(CLAUSE_IDS).toEqual(expect.arrayContaining([each.clause, ...each.clauses]));
    }
  });

  it('D.2 boundary: offers the last day that would be granted, and not the day after', () => {
    expect(find('request-extension')).toMatchObject({ granted: true, detail: 'Choose a date to Mon Mar 30.' });
    const wish = (until: string) => mayExtend(account(), GLENDORA, at(NOW), { until: day(until), written: true });
    expect(wish('2026-03-30').granted).toBe(true);
    expect(wish(addDays(day('2026-03-30'), 1)).granted).toBe(false);
  });

  it('D.3 boundary: a minute before the turn-off date more time is given, on it none', () => {
    expect(find('request-extension', {}, '2026-03-15 23:59').granted).toBe(true);
    expect(find('request-extension', {}, '2026-03-16 00:00')).toMatchObject({ granted: false, clauses: ['D.3'] });
  });

  it('D.8, D.1 names every clause that refuses', () => {
    const refused = find('request-extension', {
      flags: [{ ...flag('extension-revoked'), clause: 'D.8' }],
      history: [past('broken-extension', '2026-01-02')],
    });
    expect(refused).toMatchObject({ granted: false, clauses: ['D.8', 'D.1'] });
    expect(refused.detail).toBe(refused.says);
  });

  it('C.1.a says when it may be asked again', () => {
    expect(find('waive-courtesy')).toMatchObject({ granted: true, detail: '$12.35 is taken back.' });
    const used = find('waive-courtesy', { history: [past('courtesy-waiver', '2025-09-15')] });
    expect(used).toMatchObject({ granted: false, clauses: ['C.1.a'] });
    expect(used.detail).toContain('Tue Sep 15');
  });

  it('C.1.b wants proof of the day of the charge', () => {
    expect(find('waive-low-income')).toMatchObject({ granted: false, clauses: ['C.1.b'], applies: true });
    expect(find('waive-low-income', { bills: [bill('2026-01-15')] }).applies).toBe(false);
  });

  it('H.3.a boundary: the charge with most time left decides; late ones say since when', () => {
    expect(find('file-appeal')).toMatchObject({ granted: true, detail: 'In writing by Sat Mar 14.' });
    expect(find('file-appeal', {}, '2026-03-14 23:59').granted).toBe(true);
    expect(find('file-appeal', {}, '2026-03-15 00:00')).toMatchObject({ granted: false, clauses: ['H.3.a'] });
    expect(find('file-appeal', { fees: [fee(7_000)] }, '2026-03-20 09:00').granted).toBe(true);
    expect(find('file-appeal', { bills: [] })).toMatchObject({ granted: false, applies: false });
  });

  it('H.3 takes the charges that it is given in place of those of the facts', () => {
    const matter = { billId: null, entryId: 5, dated: day('2026-03-09'), policyVersion: null };
    const told = requestsOf(account(), GLENDORA, at(NOW), [matter]).find((each) => each.request === 'file-appeal');
    expect(told).toMatchObject({ granted: true, detail: 'In writing by Tue Mar 24.' });
  });

  it('I.3.b says what is paid first and when all is', () => {
    expect(find('sign-arrangement')).toMatchObject({
      granted: true,
      detail: '$27.16 first, the rest by Mon Jan 11, 2027.',
    });
    expect(find('sign-arrangement', { bills: [] })).toMatchObject({ granted: false, applies: false, clauses: ['I.1'] });
  });

  it('F.1 nobody asks for water that is on', () => {
    expect(find('request-reconnection')).toMatchObject({ granted: false, applies: false, clauses: ['F.1'] });
    expect(find('request-reconnection', { service: 'off' })).toMatchObject({ granted: true, applies: true });
    const order = { orderId: 7, kind: 'reconnect', state: 'held', billIds: [], dueOn: day('2026-03-18') };
    const asked = { ...order, createdAt: at('2026-03-17 10:00'), finishedAt: null };
    expect(find('request-reconnection', { service: 'off', orders: [asked] })).toMatchObject({
      granted: true,
      detail: 'Asked for already; its order stands.',
    });
  });

  it('J.7 Cash Only leaves out checks, and only its year or Finance ends it', () => {
    expect(find('pay').detail).toBe('Cash, check, card, money order, cashier’s check.');
    const cashOnly = { flags: [flag('cash-only')] };
    expect(find('pay', cashOnly).detail).toBe('Cash, card, money order, cashier’s check only.');
    expect(find('release-cash-only', cashOnly)).toMatchObject({ granted: true, applies: true });
    expect(find('release-cash-only')).toMatchObject({ granted: false, applies: false });
  });

  it('G.2 an answer is asked for only where papers wait', () => {
    expect(find('review-assistance').applies).toBe(false);
    const review = {
      reviewId: 1,
      openedAt: at('2026-03-10 09:00'),
      stage: 'reply' as const,
      dueAt: at('2026-03-17 09:00'),
    };
    expect(find('review-assistance', { reviews: [review] })).toMatchObject({ granted: true, applies: true });
  });

  it('Z.8 a shop has neither certificate nor papers to hand in', () => {
    const shop = { customerClass: 'commercial' as const };
    expect(find('submit-certificate', shop)).toMatchObject({ granted: false, applies: false, clauses: ['Z.8', 'G.1'] });
    expect(find('submit-assistance', shop)).toMatchObject({ granted: false, applies: false });
  });

  it('E.3.d a tenant takes the service of a landlord only', () => {
    expect(find('tenant-takes-service').applies).toBe(false);
    const owner = { customerRole: 'landlord' as const };
    expect(find('tenant-takes-service', owner)).toMatchObject({ granted: true, applies: true });
    const units = { ...owner, units: 3, tenancies: [{ unit: 1, accepted: true, accountId: 9 }] };
    expect(find('tenant-takes-service', units)).toMatchObject({ granted: true });
  });

  it('E.2.b, J.6, L.1, A.3 what has an occasion', () => {
    expect(find('mail-returned')).toMatchObject({ granted: true, applies: true });
    expect(find('mail-returned', { notices: [notice(null)] })).toMatchObject({ granted: false, applies: false });
    expect(find('enrol-ach').applies).toBe(true);
    expect(find('stop-ach')).toMatchObject({ granted: false, applies: false });
    expect(find('stop-ach', { flags: [flag('ach-active')] })).toMatchObject({ granted: true, applies: true });
    expect(find('opt-in-smart-meter').applies).toBe(false);
    expect(find('opt-in-smart-meter', { meter: 'manual' })).toMatchObject({ granted: true, applies: true });
    expect(find('request-close')).toMatchObject({ granted: true, applies: true });
    expect(find('request-close', { open: false, closedOn: day('2026-03-01') })).toMatchObject({ applies: false });
  });

  it('D.8 takes extensions away, or gives them back', () => {
    expect(find('revoke-extensions')).toMatchObject({ granted: true, applies: true });
    const taken = { flags: [flag('extension-revoked')] };
    expect(find('restore-extensions', taken)).toMatchObject({ granted: true, applies: true });
    expect(find('revoke-extensions', taken)).toMatchObject({ granted: false, applies: false });
  });

  it('an order to close does not end the wish for a plan, but for more time', () => {
    const listed = { orders: [order('released')], holds: [] };
    expect(find('request-extension', listed).clauses).toContain('D.6');
    expect(find('sign-arrangement', listed).granted).toBe(true);
    expect(find('request-arrangement', listed).granted).toBe(true);
  });

  it('changes nothing of the facts', () => {
    const facts = account({
      bills: [R, bill('2026-03-12', { billId: 2, charges: cents(9_000) })],
      holds: [hold('H.2', '2026-01-30', null)],
    });
    const before = JSON.stringify(facts);
    requestsOf(facts, GLENDORA, at(NOW));
    expect(JSON.stringify(facts)).toBe(before);
  });
});
