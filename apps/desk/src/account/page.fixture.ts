import { accountFacts, accountPage } from '@curbstop/contracts';
import { amountsToPay, day, instant, policyOn } from '@curbstop/policy';
import type { AccountPage } from '@curbstop/contracts';

/** Wed Mar 11, 2:20 pm in the city: day 55 of the bill. */
export const NOW = Date.parse('2026-03-11T21:20:00Z');
/** Mon Mar 16, 5:00 pm. */
export const PAY_BY = Date.parse('2026-03-17T00:00:00Z');

const BILL = {
  billId: 1,
  number: '3-2026-01',
  kind: 'regular',
  billDate: '2026-01-15',
  due: '2026-02-26',
  charges: 13_440,
  unpaidCharges: 13_440,
  unpaidAtDue: 13_440,
  penalty: 1_344,
  unpaidPenalty: 1_344,
  policyVersion: '2020-01-14',
};

const FACTS = {
  accountId: 7,
  customerId: 3,
  customerClass: 'residential',
  customerRole: 'tenant',
  dwelling: 'single-family',
  open: true,
  openedOn: '2024-02-01',
  closedOn: null,
  landlordTrust: false,
  meter: 'smart',
  service: 'on',
  bills: [BILL],
  fees: [],
  notices: [
    {
      noticeId: 1,
      kind: 'disconnection',
      billIds: [1],
      mailedOn: '2026-02-27',
      returnedAt: null,
      leftAt: null,
      voided: false,
    },
  ],
  holds: [],
  orders: [],
  flags: [],
  history: [],
  household: null,
  certificates: [],
  reviews: [],
  arrangements: [],
  arrangedElsewhere: false,
  appeals: [],
  tenancies: [],
  units: 1,
  unitsOff: [],
  noticesByHand: false,
  contacts: [],
  returns: [],
  incoming: [],
  opening: null,
  closing: null,
};

/** An account on day 55 of its bill, as the API answers; `more` of the page and `facts` in place of what stands here. */
export function aPage(
  more: Partial<Record<keyof AccountPage, unknown>> = {},
  facts: Partial<Record<keyof AccountPage['facts'], unknown>> = {},
): AccountPage {
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
    toPay: amountsToPay(
      accountFacts.parse({ ...FACTS, ...(more.service === undefined ? {} : { service: more.service }), ...facts }),
      policyOn('glendora', day('2026-01-15')),
      instant(NOW),
    ),
    nextBill: { day: '2026-03-12', routeGroup: 3 },
    gate: { mayClose: false, earliest: null, because: [], terms: [] },
    story: {
      billNumber: '3-2026-01',
      billDate: '2026-01-15',
      moments: [
        {
          day: '2026-03-16',
          at: PAY_BY,
          code: 'pay-by',
          clause: 'E.1',
          says: 'Last moment to pay and stay off the list',
          happened: false,
          waterAtRisk: true,
        },
      ],
    },
    stops: [],
    requests: [],
    matters: [],
    landlordTrust: null,
    thirdParty: null,
    depositHeld: 0,
    nextActAt: null,
    orders: [],
    facts: { ...FACTS, ...facts },
    policy: { profile: 'glendora', adopted: [] },
    ...more,
  });
}
