import { day } from '@curbstop/policy';
import { cityFormats } from '@curbstop/ui';
import { aPage, NOW, PAY_BY } from './page.fixture.ts';
import { chipsOf, deadline, placeLine, sumsOf, waterSum } from './facts.ts';

const formats = cityFormats('America/Los_Angeles');
const page = aPage;
const order = (state: string, kind: string) => ({
  orderId: 9,
  kind,
  state,
  billIds: [],
  dueOn: '2026-03-11',
  createdAt: NOW,
  finishedAt: null,
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

  it('D.7 after an extension, its end and not the day before it', () => {
    const until = PAY_BY + 10 * 86_400_000;
    const hold = { holdId: 1, clause: 'D.1', kind: 'extension', from: NOW - 1, until, billIds: [1] };
    expect(waterSum(page({}, { holds: [hold] }), formats, NOW)?.value).toBe('$147.84 by Mar 26, 5:00 pm');
  });

  it('K.2 a returned payment with its own amount and day', () => {
    const parts = [
      { chargeId: 'bill/1', billId: 1, owed: 13_440 },
      { chargeId: 'fee/31', billId: null, owed: 2_500 },
    ];
    const dueAt = PAY_BY + 2 * 86_400_000;
    const returns = [{ returnId: 1, returnedAt: NOW - 1, dueAt, clause: 'K.2', toReconnect: false, parts }];
    const fees = [{ entryId: 31, kind: 'nsf-fee', unpaid: 2_500, valueDate: '2026-03-11', clause: 'K.1' }];
    expect(sumsOf(page({}, { returns, fees }), formats, NOW)).toContainEqual({
      label: 'For the returned payment',
      value: '$159.40 by Mar 18, 5:00 pm',
      pressing: true,
    });
  });

  it('I.1 under a plan over everything past due, what the plan asks for', () => {
    const rows = [{ due: '2026-04-11', amount: 2_957, unpaid: 2_957 }];
    const more = { kind: 'amortization', state: 'in-force', signedAt: NOW, offerEndsAt: null, rows, untilDay: null };
    const under = (billIds: number[]) => page({}, { arrangements: [{ arrangementId: 4, billIds, ...more }] });
    expect(waterSum(under([1]), formats, NOW)).toEqual({
      label: 'Plan, next payment',
      value: '$29.57 on Apr 11',
      pressing: false,
    });
    expect(chipsOf(under([1]), day('2026-03-11')).map((chip) => chip.says)).toContain('Plan in force');
    expect(waterSum(under([2]), formats, NOW)?.label).toBe('To keep the water on');
  });

  it('F.2 what brings it back', () => {
    expect(waterSum(page({ service: 'off' }), formats, NOW)).toEqual({
      label: 'For the water to come on',
      value: '$217.84',
      pressing: true,
    });
    const open = order('held', 'reconnect');
    expect(waterSum(page({ service: 'off', pastDue: 0 }, { bills: [], orders: [open] }), formats, NOW)?.value).toBe(
      'Nothing to pay',
    );
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
