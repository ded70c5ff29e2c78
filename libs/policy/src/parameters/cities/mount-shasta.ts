import { day } from '../../calendar/days.ts';
import { clockTime } from '../../calendar/zoned.ts';
import { source } from '../cited.ts';
import { city } from '../city.ts';
import { DEFAULTS } from '../defaults.ts';
import type { CitedParameters } from '../cited.ts';
import type { Unknown } from '../policy-parameters.ts';

const FIRST_DAY = day('2020-01-14');
const page = source('Mount Shasta, utility billing and shut-off process', FIRST_DAY);

/** City of Mount Shasta, utility billing and shut-off process. */
const adopted: CitedParameters = {
  ...DEFAULTS,
  dueRule: page('due on the last business day of the month', { kind: 'last-business-day', atLeastDays: 19 }, 'choice'),
  rollDueDate: page('a due date is a business day', 'none', 'choice'),
  penaltyForm: page(
    'ten per cent of what is unpaid, every 30 days',
    { kind: 'percent-repeating', everyDays: 30 },
    'choice',
  ),
  waiverMonths: page('one waiver in 12 months', 12, 'months'),
  delinquencyAnchor: page('"near 60 days delinquent"', 'due-date', 'choice'),
  payByTime: page('by 3:00 p.m. on the day that the notice names', clockTime('15:00'), 'time of day'),
  policyUrl: page('its page', 'https://mtshastaca.gov/finance/page/utility-billing-shutoff-process', 'web address'),
};

const unknowns: readonly Unknown[] = [
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
];

/** A later version of the policy is one more entry. */
export const mountShasta = city('mount-shasta', [{ from: FIRST_DAY, parameters: adopted, unknowns }]);
