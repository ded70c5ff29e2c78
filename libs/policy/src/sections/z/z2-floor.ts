import { secondsOf } from '../../calendar/zoned.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';

/** A place where a policy gives less than a statute does. */
export interface FloorBreak {
  /** The section, as it is cited. */
  readonly section: string;
  readonly says: string;
}

type Check = (policy: PolicyParameters) => FloorBreak | null;

/** HSC 116922, Civ. Code 1632: the languages of every notice. */
const STATUTE_LANGUAGES = ['en', 'es', 'zh', 'tl', 'vi', 'ko'];

function check(section: string, breaks: (policy: PolicyParameters) => string | null): Check {
  return (policy) => {
    const says = breaks(policy);
    return says === null ? null : { section, says: `${says} (${section}).` };
  };
}

/** A number that may not be below what the statute gives. */
function least(section: string, get: (policy: PolicyParameters) => number, floor: number, what: string): Check {
  return check(section, (policy) => (get(policy) < floor ? `${what} is at least ${floor}, not ${get(policy)}` : null));
}

function overCap(policy: PolicyParameters, fee: keyof PolicyParameters['lowIncomeCaps'], cap: number): boolean {
  return policy.lowIncomeCaps[fee] > cap;
}

const CHECKS: readonly Check[] = [
  check('HSC 116908', (t) =>
    t.shutoffDay < t.statutoryFloorDays
      ? `Day ${t.shutoffDay} is too early. The residential minimum is ${t.statutoryFloorDays} days`
      : null,
  ),
  least('HSC 116908', (t) => t.statutoryFloorDays, 60, 'The days of delinquency before a close'),
  check('HSC 116908', (t) =>
    t.delinquencyAnchor === 'bill-date' && t.dueRule.kind === 'days' && t.payByDays >= t.shutoffDay
      ? `A bill due on day ${t.payByDays} is not delinquent on day ${t.shutoffDay}`
      : null,
  ),
  check('HSC 116908', (t) =>
    t.delinquencyAnchor === 'bill-date' && t.dueRule.kind !== 'days'
      ? 'Where the due date is a day of the month, sixty days are counted from the due date'
      : null,
  ),
  least('HSC 116908(a)(1)(A)', (t) => t.noticeBusinessDays, 7, 'The business days of notice'),
  least('HSC 116908', (t) => t.appeal.correctedShutoffDays, 60, 'The days after a corrected bill'),
  least('HSC 116910(b)(3)', (t) => t.arrangement.defaultDays, 60, 'The days of default before a close'),
  least('HSC 116910(b)(3)', (t) => t.arrangement.finalHangerBusinessDays, 5, 'The business days of the final notice'),
  check('HSC 116914(a)(1)', (t) =>
    overCap(t, 'reconnection-fee', 5_000) || overCap(t, 'after-hours-reconnection-fee', 15_000)
      ? 'A low-income customer pays at most $50.00 in office hours and $150.00 after them, before the index of prices'
      : null,
  ),
  check('HSC 116914(a)(2)', (t) =>
    t.waiverMonths > 12 ? `A waiver is granted once in 12 months, not once in ${t.waiverMonths}` : null,
  ),
  least('HSC 116916', (t) => t.tenantNotice.multiUnit, 10, 'The days of notice to tenants of several units'),
  least('HSC 116916', (t) => t.tenantNotice.detached, 7, 'The days of notice to tenants of a detached home'),
  check('HSC 116922', (t) => {
    const missing = STATUTE_LANGUAGES.filter(
      (each) => !t.noticeLanguages.includes(each) || !t.policyLanguages.includes(each),
    );
    return missing.length > 0 ? `Notices and the policy are written in ${missing.join(', ')} too` : null;
  }),
  check('PUC 12824', (t) => {
    const [from, to] = [secondsOf(t.closeWindow.from), secondsOf(t.closeWindow.to)];
    if (from >= to) return 'The hours for turning water off end before they begin';
    const open = secondsOf(t.officeHours.from) <= from && to <= secondsOf(t.officeHours.to);
    return open ? null : 'Water is turned off only while the office is open to pay in';
  }),
  check('Civ. Code 1719(a)(1)', (t) =>
    t.fees['nsf-fee'].amount > 2_500 || t.fees['later-nsf-fee'].amount > 3_500
      ? 'A returned payment costs at most $25.00 the first time and $35.00 later'
      : null,
  ),
];

/** Z.2: everything in which a policy falls short of the statutes, in the order of their sections. */
export function floorBreaks(policy: PolicyParameters): readonly FloorBreak[] {
  return CHECKS.map((each) => each(policy)).filter((each) => each !== null);
}

/** Z.2: a policy that gives less than the statutes is refused, with this sentence; null when it is lawful. */
export function floorRefusal(policy: PolicyParameters): string | null {
  return floorBreaks(policy)[0]?.says ?? null;
}
