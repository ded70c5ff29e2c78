import { addDays, addMonths } from '../../calendar/days.ts';
import { grant } from '../../engine/decision.ts';
import { dueAct } from '../../engine/due-action.ts';
import { longDay } from '../../texts.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { DueAct } from '../../engine/verdict.ts';
import type { AccountFacts, HouseholdFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day } from '../../units.ts';

/** C.1.b.ii, HSC 116910(a)(2): an income under this is low; in hundredths of a per cent of the federal poverty level. */
const TWICE_POVERTY = 20_000;

/** C.1.b.ii: strictly less than twice the poverty level; a signed declaration shows it. */
export function declaresLowIncome(household: Pick<HouseholdFacts, 'incomeOfPoverty'>): boolean {
  return household.incomeOfPoverty !== null && household.incomeOfPoverty < TWICE_POVERTY;
}

/** Reading 53: the last day that a household's evidence is kept for. */
export function evidenceThrough(household: Pick<HouseholdFacts, 'givenOn'>, policy: PolicyParameters): Day {
  return addDays(addMonths(household.givenOn, policy.lowIncomeMonths), -1);
}

/**
 * C.1.b.i: whether a member is on a listed program on a day. A program that runs when the evidence is given is taken to have
 * run before, so a late charge of the weeks before can still be waived.
 */
export function isOnProgram(household: Pick<HouseholdFacts, 'benefits' | 'endsOn'>, on: Day): boolean {
  return household.benefits.length > 0 && (household.endsOn === null || on <= household.endsOn);
}

/**
 * C.1.b, F.4: the clause by which a household has a low income on a day, a program before a declaration; null when it has
 * none, or when nobody has verified the evidence yet.
 */
export function lowIncomeClause(household: HouseholdFacts | null, policy: PolicyParameters, on: Day): ClauseId | null {
  if (household === null || !household.verified || on > evidenceThrough(household, policy)) return null;
  if (isOnProgram(household, on)) return 'C.1.b.i';
  return declaresLowIncome(household) ? 'C.1.b.ii' : null;
}

/** C.1.b: the clauses by which a household's evidence is judged, the most specific first, also where it shows nothing. */
export function evidenceClauses(household: HouseholdFacts | null): readonly ClauseId[] {
  const judged: ClauseId[] = [];
  if (household !== null && household.benefits.length > 0) judged.push('C.1.b.i');
  if (household !== null && household.incomeOfPoverty !== null) judged.push('C.1.b.ii');
  return [...judged, 'C.1.b'];
}

/** Whether evidence that waits for a clerk would show a low income on a day. */
export function awaitsVerification(household: HouseholdFacts | null, policy: PolicyParameters, on: Day): boolean {
  if (household === null || household.verified) return false;
  return lowIncomeClause({ ...household, verified: true }, policy, on) !== null;
}

/** Reading 53: the last day on which verified evidence shows a low income; null when it never does. */
export function lowIncomeThrough(household: HouseholdFacts | null, policy: PolicyParameters): Day | null {
  if (household === null || !household.verified) return null;
  const kept = evidenceThrough(household, policy);
  if (declaresLowIncome(household)) return kept;
  if (household.benefits.length === 0) return null;
  return household.endsOn !== null && household.endsOn < kept ? household.endsOn : kept;
}

/** G.1.b: evidence of a low income is taken whatever it shows; the answer tells what it comes to. */
export function mayGiveHousehold(household: HouseholdFacts, policy: PolicyParameters): PolicyDecision {
  const through = lowIncomeThrough({ ...household, verified: true }, policy);
  if (through === null || through < household.givenOn)
    return grant([], 'G.1.b', 'The proof is taken, and it shows no low income.');
  const counts = household.verified ? 'It counts' : 'Once somebody has looked at it, it counts';
  return grant([], 'G.1.b', `The proof is taken. ${counts} through ${longDay(through)}.`);
}

/** C.1.b: whether what a household handed in may be found in order, or not in order. What is not counts no more. */
export function mayVerifyHousehold(household: HouseholdFacts | null, verified: boolean): PolicyDecision {
  const objections: Objection[] = [];
  if (household === null) objections.push({ clauses: ['C.1.b'], says: 'This household has given no proof.' });
  else if (household.verified && verified)
    objections.push({ clauses: ['C.1.b'], says: 'The proof is verified already.' });
  return grant(objections, 'C.1.b', verified ? 'The proof counts from now on.' : 'The proof counts for nothing.');
}

/** C.1.b: the flag of a household ends when its evidence does. */
export function lowIncomeActs(facts: Pick<AccountFacts, 'accountId' | 'flags'>): readonly DueAct[] {
  return facts.flags.flatMap((flag) =>
    flag.kind === 'low-income' && flag.until !== null
      ? [dueAct(facts, flag.until, 'low-income-ends', flag.clause, null, `flag-${flag.flagId}`)]
      : [],
  );
}
