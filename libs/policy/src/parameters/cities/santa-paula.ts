import { day } from '../../calendar/days.ts';
import { cents } from '../../money/money.ts';
import { source } from '../cited.ts';
import { city } from '../city.ts';
import { DEFAULTS } from '../defaults.ts';
import type { CitedParameters } from '../cited.ts';
import type { Unknown } from '../policy-parameters.ts';

const FIRST_DAY = day('2020-01-14');
const code = source('Santa Paula Municipal Code', FIRST_DAY);

/** City of Santa Paula, municipal code 55.14 and what stands around it. */
const adopted: CitedParameters = {
  ...DEFAULTS,
  dueRule: code('at least 19 days from mailing', { kind: 'days' }, 'choice'),
  payByDays: code('at least 19 days from mailing', 19, 'days'),
  delinquencyAnchor: code(
    '55.14, "more than 60 days delinquent": a bill is delinquent from its due date',
    'due-date',
    'choice',
  ),
  penaltyForm: code(
    'a service charge each time a late bill, or a bad check, is processed',
    { kind: 'flat', amount: cents(2_500) },
    'choice',
  ),
  puc10010_1: code('55.14, mailed at least 15 days before', true, 'on or off'),
  posting48h: code('55.14, an adult is told, else a notice hangs at the door for 48 hours', true, 'on or off'),
  postingHours: code('55.14, a notice hangs at the door for 48 hours', 48, 'hours'),
  adultContactHours: code('55.14, an adult is told 7 days before', 7 * 24, 'hours'),
  policyUrl: code('its page', 'https://codelibrary.amlegal.com/codes/santapaula', 'web address'),
};

const unknowns: readonly Unknown[] = [
  { parameter: 'screenUnits', says: "The unit of a bill is not said. Glendora's hundred cubic feet stands in." },
  {
    parameter: 'oddUse',
    says: "When an odd bill is looked at is not said. Glendora's four times the own use stands in.",
  },
  { parameter: 'version', says: "The day the code came into force is not given. Glendora's stands in." },
  { parameter: 'rollDueDate', says: 'Nothing is said of a due date on a holiday. As in Glendora, it stays.' },
  {
    parameter: 'penaltyForm',
    says: "The service charge has no amount here. Glendora's $25.00 for a bad check stands in.",
  },
  { parameter: 'waiverMonths', says: "Nothing is said of waivers. Glendora's one in 12 months stands in." },
  { parameter: 'payByTime', says: "No hour is given. Glendora's 5:00 p.m. stands in." },
  {
    parameter: 'noticeBusinessDays',
    says: 'The code counts calendar days. The seven business days are state law (HSC 116908).',
  },
  { parameter: 'phoneContact', says: 'Whether a call is made is not said. As in Glendora, the city writes.' },
  {
    parameter: 'closeWindow',
    says: "Closed days are named, hours are not. Glendora's 8:00 a.m. to 4:00 p.m. stand in.",
  },
  { parameter: 'fees', says: "No reconnection fee or deposit is given. Glendora's stand in." },
  { parameter: 'holidays', says: "The city's calendar is not given. Glendora's stands in." },
  { parameter: 'phone', says: "The telephone is Glendora's. Set the city's own before the first notice goes out." },
];

/** A later version of the policy is one more entry. */
export const santaPaula = city('santa-paula', [{ from: FIRST_DAY, parameters: adopted, unknowns }]);
