import { accountPage } from '@curbstop/contracts';
import type { AccountPage } from '@curbstop/contracts';
import { day } from '@curbstop/policy';
import { cityFormats } from '@curbstop/ui';
import { offersOf } from './actions.ts';
import { chipsOf, deadline, placeLine, sumsOf, waterSum } from './facts.ts';

const NOW = Date.parse('2026-03-11T21:20:00Z');
const PAY_BY = Date.parse('2026-03-17T00:00:00Z');
const formats = cityFormats('America/Los_Angeles');

/** An account on day 55 of its bill, as the API answers. */
function page(more: Partial<Record<keyof AccountPage, unknown>> = {}): AccountPage {
  return accountPage.parse({
    accountId: 7,
    number: '30412281709',
    status: 'active',
    openedOn: '2024-02-01',
    customerClass: 'residential',
    customerRole: 'tenant',
    customer: { name: 'Ines Calloway', phone: '', email: '', language: 'es', mailingAddress: '1440 Larch Crest Lane' },
    premise: { address: '1440 Larch Crest Lane', routeGroup: 3, dwelling: 'house', lon: -117.8, lat: 34.1 },
    meter: { serial: '41880932', sizeInches: '5/8', register: '418.0', readAt: NOW },
    valve: { kind: 'remote', state: 'open', reportedAt: NOW - 16 * 60_000 },
    service: 'on',
    balance: 14_784,
    pastDue: 14_784,
    feesDue: 0,
    nextBill: { day: '2026-03-12', routeGroup: 3 },
    gate: { mayClose: false, earliest: null, because: [], terms: [] },
    story: {
      billNumber: '3-2026-01',
      billDate: '2026-01-15',
      moments: [
        { day: '2026-03-16', at: PAY_BY, clause: 'E.1', says: 'Pay by 5:00 pm', happened: false, waterAtRisk: true },
      ],
    },
    stops: [],
    nextActAt: null,
    orders: [],
    ...more,
  });
}
const order = (kind: string, state: string) => ({
  orderId: 1,
  number: 'W-19',
  kind,
  state,
  clause: 'F.1',
  dueOn: '2026-03-18',
  since: NOW,
});

describe('the head of an account', () => {
  it('says past due with its day, counted from the bill date (Dn)', () => {
    expect(chipsOf(page(), day('2026-03-11')).map((chip) => chip.says)).toEqual([
      'Past due, day 55',
      'Water on',
      'Tenant',
      'Residential',
      'Reads Spanish',
    ]);
  });

  it('says when the water is off and the account is closed', () => {
    const chips = chipsOf(
      page({
        service: 'off',
        status: 'closed',
        story: null,
        pastDue: 0,
        customer: { ...page().customer, language: 'en' },
      }),
      day('2026-03-11'),
    );
    expect(chips.map((chip) => chip.says)).toEqual(['Water off', 'Account closed', 'Tenant', 'Residential']);
  });

  it('keeps a language it does not know', () => {
    expect(chipsOf(page({ customer: { ...page().customer, language: '??' } }), day('2026-03-11')).at(-1)?.says).toBe(
      'Reads ??',
    );
  });

  it('names the valve with the age of its report', () => {
    expect(placeLine(page(), NOW)).toBe(
      '1440 Larch Crest Lane · account 304 1228 1709 · route group 3 · meter 41880932 · remote valve open, 16 min ago',
    );
    expect(
      placeLine(page({ meter: null, valve: { kind: 'curb-stop', state: 'unknown', reportedAt: null } }), NOW),
    ).toMatch(/no meter · curb stop, turned by hand$/);
  });

  it('E.1 what keeps the water on, and by when', () => {
    expect(waterSum(page(), formats, NOW)?.value).toBe('$147.84 by Mon 5:00 pm');
    expect(waterSum(page(), formats, PAY_BY)?.value).toBe('$147.84 before the valve closes');
    expect(waterSum(page({ pastDue: 0 }), formats, NOW)).toBeNull();
  });

  it('F.2 what brings it back', () => {
    expect(waterSum(page({ service: 'off', feesDue: 7_000 }), formats, NOW)).toEqual({
      label: 'For the water to come on',
      value: '$217.84',
      pressing: true,
    });
    expect(waterSum(page({ service: 'off', pastDue: 0 }), formats, NOW)?.value).toBe('Nothing to pay');
  });

  it('writes near deadlines by weekday and far ones by date', () => {
    expect(deadline(NOW + 3_600_000, formats, NOW)).toBe('3:20 pm today');
    expect(deadline(PAY_BY, formats, NOW)).toBe('Mon 5:00 pm');
    expect(deadline(PAY_BY + 7 * 86_400_000, formats, NOW)).toBe('Mar 23, 5:00 pm');
  });

  it('shows fees and the balance only where they say more', () => {
    expect(sumsOf(page(), formats, NOW).map((sum) => sum.label)).toEqual([
      'Past due',
      'Next bill',
      'To keep the water on',
    ]);
    expect(
      sumsOf(page({ feesDue: 500, balance: 15_284, nextBill: null }), formats, NOW).map((sum) => sum.label),
    ).toEqual(['Past due', 'Fees', 'Balance', 'To keep the water on']);
  });
});

describe('what can be done', () => {
  it('F.1 keeps reconnection in sight, locked, while the water is on', () => {
    expect(offersOf(page()).map((offer) => [offer.name, offer.refused?.reason])).toEqual([
      ['pay', undefined],
      ['reconnect', 'The water is on.'],
    ]);
  });

  it('F.1 offers it when the water is off, once', () => {
    expect(offersOf(page({ service: 'off' })).find((offer) => offer.name === 'reconnect')?.refused).toBeNull();
    const asked = offersOf(page({ service: 'off', orders: [order('reconnect', 'assigned')] })).find(
      (offer) => offer.name === 'reconnect',
    );
    expect(asked?.refused?.reason).toBe('Asked for already: Reconnect W-19, assigned.');
    const over = offersOf(
      page({ service: 'off', orders: [order('reconnect', 'cannot-complete'), order('turn-off', 'completed')] }),
    );
    expect(over.find((offer) => offer.name === 'reconnect')?.refused).toBeNull();
  });
});
