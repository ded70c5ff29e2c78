import { clockTime } from '../../calendar/zoned.ts';
import { profile } from '../profile.ts';
import { glendora } from './glendora.ts';
import type { Terms } from '../terms.ts';

const [base] = glendora.versions;

/** City of Mount Shasta, utility billing and shut-off process. What its page does not say is Glendora's. */
const adopted: Terms = {
  ...base,
  profile: 'mount-shasta',
  // Due on the last business day of the month.
  dueRule: { kind: 'last-business-day', atLeastDays: 19 },
  rollDueDate: 'none',
  // Ten per cent of what is unpaid, every 30 days; one waiver in 12 months.
  penaltyForm: { kind: 'percent-repeating', everyDays: 30 },
  waiverMonths: 12,
  // "Near 60 days delinquent", and paid by 3:00 p.m. on the day that the notice names.
  delinquencyAnchor: 'due-date',
  payByTime: clockTime('15:00'),
  policyUrl: 'https://mtshastaca.gov/finance/page/utility-billing-shutoff-process',
  unknowns: [
    { parameter: 'screenUnits', says: "The unit of a bill is not said. Glendora's hundred cubic feet stands in." },
    {
      parameter: 'oddUse',
      says: "When an odd bill is looked at is not said. Glendora's four times the own use stands in.",
    },
    { parameter: 'version', says: "The day the process came into force is not given. Glendora's stands in." },
    {
      parameter: 'dueRule',
      says: 'How late in a month a bill may go out is not said. It has the 19 days of PUC 10010.1 at least.',
    },
    {
      parameter: 'noticeDay',
      says: "The late notice goes out about the 10th. Glendora's day 43, or the day after the due date, stands in.",
    },
    {
      parameter: 'noticeBusinessDays',
      says: 'The days of notice are not given. The seven business days are state law (HSC 116908).',
    },
    { parameter: 'puc10010_1', says: 'The fifteen days from mailing are not named. As in Glendora, they are kept.' },
    {
      parameter: 'closeWindow',
      says: "Hours for turning water off are not given. Glendora's 8:00 a.m. to 4:00 p.m. stand in.",
    },
    { parameter: 'fees', says: "Amounts of the reconnection fee and the deposit are not given. Glendora's stand in." },
    { parameter: 'holidays', says: "The city's calendar is not given. Glendora's stands in." },
    { parameter: 'phone', says: "The telephone is Glendora's. Set the city's own before the first notice goes out." },
  ],
};

/** A later version of the policy is one more entry. */
export const mountShasta = profile('mount-shasta', [adopted]);
