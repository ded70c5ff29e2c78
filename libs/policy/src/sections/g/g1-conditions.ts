import { addDays, addMonths } from '../../calendar/days.ts';
import { dayOf, instant, startOfDay } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { isPastDue, residueOf } from '../../money/balance.ts';
import { lowIncomeThrough } from '../c/c1b-low-income.ts';
import { hasResidentialProtections } from '../z/z-opening.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type {
  AccountFacts,
  ArrangementFacts,
  BillFacts,
  CertificateFacts,
  HoldFacts,
  HouseholdFacts,
} from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';

/** The last moment of a day. */
export function endOfDay(on: Day, policy: Pick<PolicyParameters, 'timeZone'>): Instant {
  return instant(startOfDay(addDays(on, 1), policy.timeZone) - 1);
}

/** G.1.a: the last day on which a certificate counts: the day before the same date twelve months on. */
export function certificateThrough(certificate: Pick<CertificateFacts, 'dated'>, policy: PolicyParameters): Day {
  return addDays(addMonths(certificate.dated, policy.certificateMonths), -1);
}

/** G.1.a.i: a primary care provider certifies that closing threatens somebody's life or health; whoever lives there may file. */
export function certificateCounts(certificate: CertificateFacts, policy: PolicyParameters, at: Instant): boolean {
  return certificate.receivedAt <= at && dayOf(at, policy.timeZone) <= certificateThrough(certificate, policy);
}

/** G.1.a: the certificate that counts longest; null when there is none. */
export function lastingCertificate(facts: Pick<AccountFacts, 'certificates'>): CertificateFacts | null {
  let found: CertificateFacts | null = null;
  for (const each of facts.certificates) if (found === null || each.dated >= found.dated) found = each;
  return found;
}

/**
 * G.1.b.i: the last day on which the household's evidence shows that it cannot pay: a member is on a listed program, or it
 * declares an income under twice the poverty level. Null when the evidence shows neither, or is not verified.
 */
export function cannotPayThrough(household: HouseholdFacts | null, policy: PolicyParameters): Day | null {
  return lowIncomeThrough(household, policy);
}

/** G.1.b: whether the household has shown by now that it cannot pay within the normal time. */
export function cannotPay(facts: Pick<AccountFacts, 'household'>, policy: PolicyParameters, at: Instant): boolean {
  const through = cannotPayThrough(facts.household, policy);
  const today = dayOf(at, policy.timeZone);
  return through !== null && facts.household !== null && facts.household.givenOn <= today && today <= through;
}

/** G.1.c: agreements that count: signed and in force, or offered to a customer who is willing, until the offer lapses. */
export function isAgreement(arrangement: Pick<ArrangementFacts, 'state'>): boolean {
  return arrangement.state === 'in-force' || arrangement.state === 'offered';
}

/** G.1.c.i: delinquent bills that an agreement leaves out. It counts only when there are none. */
export function leftOut(
  arrangement: Pick<ArrangementFacts, 'billIds'>,
  facts: Pick<AccountFacts, 'bills'>,
  today: Day,
): readonly BillFacts[] {
  return facts.bills.filter(
    (bill) => residueOf(bill) > 0 && isPastDue(bill, today) && !arrangement.billIds.includes(bill.billId),
  );
}

/** The last moment before a bill that an agreement leaves out becomes delinquent; null while there is none. */
function coversThrough(arrangement: ArrangementFacts, facts: AccountFacts, policy: PolicyParameters): Instant | null {
  const uncovered = facts.bills.filter((bill) => residueOf(bill) > 0 && !arrangement.billIds.includes(bill.billId));
  const first = uncovered.reduce<Day | null>((due, bill) => (due === null || bill.due < due ? bill.due : due), null);
  return first === null ? null : endOfDay(first, policy);
}

const earliest = (...moments: readonly (Instant | null)[]): Instant =>
  instant(Math.min(...moments.map((each) => each ?? Number.MAX_SAFE_INTEGER)));
const latest = (...moments: readonly (Instant | null)[]): Instant =>
  instant(Math.max(...moments.map((each) => each ?? Number.MIN_SAFE_INTEGER)));

/**
 * G.1: the time in which all three conditions hold together, one hold for each agreement. It is told as a hold so that its end
 * lets go as every hold's does, on the next business day. `holdId` is 0: no record stands behind it.
 */
export function conditionHolds(facts: AccountFacts, policy: PolicyParameters): readonly HoldFacts[] {
  if (facts.arrangements.length === 0 || facts.certificates.length === 0 || facts.household === null) return [];
  if (!hasResidentialProtections(facts.customerClass)) return [];
  const certificate = lastingCertificate(facts);
  const through = cannotPayThrough(facts.household, policy);
  if (certificate === null || through === null) return [];
  const given = startOfDay(facts.household.givenOn, policy.timeZone);
  return facts.arrangements.filter(isAgreement).map((arrangement) => ({
    holdId: 0,
    clause: 'G.1' as const,
    kind: 'medical',
    from: latest(certificate.receivedAt, given, arrangement.signedAt),
    until: earliest(
      endOfDay(certificateThrough(certificate, policy), policy),
      endOfDay(through, policy),
      arrangement.offerEndsAt,
      coversThrough(arrangement, facts, policy),
    ),
    billIds: null,
  }));
}

/** The three conditions of G.1 one by one, for whoever has to see what is missing. */
export interface Conditions {
  /** G.1.a. */
  readonly medical: boolean;
  /** G.1.b. */
  readonly financial: boolean;
  /** G.1.c. */
  readonly agreement: boolean;
  /** G.1: all three, on a residential account. */
  readonly all: boolean;
  /** The last moment of all three together, as things stand; null when they do not hold now. */
  readonly until: Instant | null;
}

/** G.1: residential service may not be cut while all three conditions hold (reading 92: all, not any). */
export function conditionsOf(facts: AccountFacts, policy: PolicyParameters, now: Instant): Conditions {
  const today = dayOf(now, policy.timeZone);
  const running = conditionHolds(facts, policy).filter(
    (hold) => hold.from <= now && hold.until !== null && now <= hold.until,
  );
  return {
    medical: facts.certificates.some((each) => certificateCounts(each, policy, now)),
    financial: cannotPay(facts, policy, now),
    agreement: facts.arrangements.some(
      (each) =>
        isAgreement(each) &&
        (each.offerEndsAt === null || now <= each.offerEndsAt) &&
        leftOut(each, facts, today).length === 0,
    ),
    all: running.length > 0,
    until: running.length === 0 ? null : latest(...running.map((hold) => hold.until)),
  };
}

/** I.2, reading 112: whether G.1.a and G.1.b are shown, so that only the agreement is missing. */
export function showsNeed(facts: AccountFacts, policy: PolicyParameters, now: Instant): boolean {
  const { medical, financial } = conditionsOf(facts, policy, now);
  return medical && financial && hasResidentialProtections(facts.customerClass);
}

function residentialOnly(facts: Pick<AccountFacts, 'customerClass'>): Objection[] {
  if (hasResidentialProtections(facts.customerClass)) return [];
  return [
    { clauses: ['Z.8', 'G.1'], says: 'The medical protection is for homes, and this is not a residential account.' },
  ];
}

/** G.1.a.i, G.2: whether a certificate of a date would be taken now. */
export function maySubmitCertificate(
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
  dated: Day,
): PolicyDecision {
  const objections = residentialOnly(facts);
  const today = dayOf(now, policy.timeZone);
  if (dated > today) {
    objections.push({ clauses: ['G.1.a.i'], says: 'The certificate is dated in the future.' });
  }
  if (today > certificateThrough({ dated }, policy)) {
    const says = `The certificate is older than ${policy.certificateMonths} months. Please ask the provider for a new one.`;
    objections.push({ clauses: ['G.1.a'], says });
  }
  return grant(objections, 'G.2', 'The certificate is taken, and the city reviews it.');
}

/** G.2: whether papers for the review of G.1 would be taken now. */
export function maySubmitAssistance(facts: Pick<AccountFacts, 'customerClass'>): PolicyDecision {
  return grant(residentialOnly(facts), 'G.2', 'The papers are taken, and the city reviews them.');
}
