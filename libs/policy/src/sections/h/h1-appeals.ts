import { addDays, rollForward } from '../../calendar/days.ts';
import { countsOn } from '../../calendar/rolling-window.ts';
import { grant } from '../../engine/decision.ts';
import { dueAct } from '../../engine/due-action.ts';
import { momentIn } from '../../texts.ts';
import { endOfDay } from '../g/g1-conditions.ts';
import { answersForService, policyOfBill } from '../z/z-opening.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { DueAct } from '../../engine/verdict.ts';
import type { AccountFacts, AppealFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';

/** What an appeal is about: a bill, or a charge of its own (a late charge, a fee). */
export interface AppealMatter {
  readonly billId: number | null;
  readonly entryId: number | null;
  /** The bill date, or the day of the charge. */
  readonly dated: Day;
  /** Z.1: the version of the policy that the bill is judged by; null for a charge without one. */
  readonly policyVersion: Day | null;
}

export interface AppealWish {
  /** Null when there is no such bill or charge. */
  readonly matter: AppealMatter | null;
  readonly written: boolean;
  /** Reading 104: why a clerk takes it though it is late; null where nobody does. */
  readonly lateReason: string | null;
}

/** H.3.b: what the question is: the money, or how much water went through the meter. */
export const APPEAL_TOPICS = ['billing', 'water-use'] as const;
export type AppealTopic = (typeof APPEAL_TOPICS)[number];

/** H.3.b, H.6: what an appeal finds of the charges. */
export const APPEAL_OUTCOMES = ['correct', 'incorrect'] as const;
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

/** H.1: the span in which lost appeals are counted; `lostPerYear` is per this. */
const LIMIT_MONTHS = 12;

type Appeals = Pick<AccountFacts, 'appeals'>;

/**
 * H.1: a customer lost two in twelve months, on whichever account, counted from the decisions; a person may leave this one
 * unheard.
 */
export function isOverAppealLimit(facts: Pick<AccountFacts, 'history'>, policy: PolicyParameters, today: Day): boolean {
  const lost = facts.history.filter(({ was, on }) => was === 'lost-appeal' && countsOn(on, LIMIT_MONTHS, today));
  return lost.length >= policy.appeal.lostPerYear;
}

/** H.1: only what is over the limit may be left unheard, and only before it is decided. */
export function mayDecline(facts: Appeals): PolicyDecision {
  const appeal = openAppeal(facts, 1);
  const objections: Objection[] = [];
  if (appeal === null) objections.push({ clauses: ['H.3'], says: 'There is no appeal to be decided.' });
  else if (!appeal.overLimit) {
    objections.push({
      clauses: ['H.1'],
      says: 'Fewer than two appeals were lost in twelve months: this one is heard.',
    });
  }
  return grant(objections, 'H.1', 'Two appeals were lost in twelve months, and this one is not heard.');
}

/** H.2: the appeal that keeps the water on: open, or lost at level 1 while it may still go further. */
export function pendingAppeals(facts: Appeals): readonly AppealFacts[] {
  return facts.appeals.filter((each) => each.state !== 'final');
}

/** H.3.a: the last moment to appeal: the end of the fifteenth day after the bill date, or after the day of the charge. */
export function appealBy(matter: Pick<AppealMatter, 'dated' | 'policyVersion'>, policy: PolicyParameters): Instant {
  const own = matter.policyVersion === null ? policy : policyOfBill({ policyVersion: matter.policyVersion }, policy);
  return endOfDay(addDays(matter.dated, own.appeal.filingDays), policy);
}

function isAbout(appeal: AppealFacts, matter: AppealMatter): boolean {
  return appeal.billId === matter.billId && appeal.entryId === matter.entryId;
}

/** H.3, H.3.a: whether an appeal of a bill or charge would be taken now; every clause that refuses it is named. */
export function mayFileAppeal(
  facts: Appeals,
  policy: PolicyParameters,
  now: Instant,
  wish: AppealWish,
): PolicyDecision {
  const { matter } = wish;
  const objections: Objection[] = [];
  if (!wish.written) objections.push({ clauses: ['H.3.a'], says: 'An appeal is made in writing, to Water Billing.' });
  if (matter === null) {
    objections.push({ clauses: ['H.3'], says: 'There is no such bill or charge to appeal.' });
    return grant(objections, 'H.3.a', '');
  }
  const last = appealBy(matter, policy);
  const until = momentIn(last, now, policy.timeZone);
  if (now > last && wish.lateReason === null) {
    objections.push({ clauses: ['H.3.a'], says: `This could be appealed until ${until}. The appeal comes too late.` });
  }
  const before = facts.appeals.find((each) => isAbout(each, matter));
  if (before !== undefined) {
    objections.push(
      before.state === 'final'
        ? { clauses: ['H.4.a'], says: 'This has been appealed, and the decision is final.' }
        : { clauses: ['H.3'], says: 'This is under appeal already.' },
    );
  }
  return grant(objections, 'H.3.a', 'The appeal is taken. The water stays on until it is decided; late charges run.');
}

/** H.3.b: who hears it first: the Assistant Finance Director about money, the Assistant Director of Public Works about water. */
export function appealOfficer(topic: AppealTopic): 'Assistant Finance Director' | 'Assistant Director of Public Works' {
  return topic === 'billing' ? 'Assistant Finance Director' : 'Assistant Director of Public Works';
}

/** H.3, H.4: the appeal of a level that is to be decided; null when there is none. */
export function openAppeal(facts: Appeals, level: 1 | 2): AppealFacts | null {
  return facts.appeals.find((each) => each.state === 'open' && each.level === level) ?? null;
}

/** H.3.c: a decision is written, and its letter says how to appeal further; without the letter it is none. */
export function mayDecideAppeal(facts: Appeals, level: 1 | 2, letter: boolean): PolicyDecision {
  const objections: Objection[] = [];
  if (openAppeal(facts, level) === null) {
    const says = 'There is no appeal of this level to be decided.';
    objections.push({ clauses: [level === 1 ? 'H.3' : 'H.4'], says });
  }
  if (!letter) {
    const says = 'A decision is written, and its letter tells the customer of the next step.';
    objections.push({ clauses: ['H.3.c'], says });
  }
  return grant(objections, level === 1 ? 'H.3.c' : 'H.4.a', 'The decision is made, and its letter is mailed.');
}

/**
 * H.4.a: the last moment to appeal further: the end of the second calendar day after the letter of the decision. When the
 * offices are shut that day, the end of the next business day.
 */
export function furtherAppealBy(decided: Day, policy: PolicyParameters): Instant {
  return endOfDay(rollForward(addDays(decided, policy.appeal.secondLevelDays), policy), policy);
}

/** H.4, H.4.a: whether an appeal would be taken to the second level now. */
export function mayFileFurther(
  facts: Appeals,
  policy: PolicyParameters,
  now: Instant,
  written: boolean,
): PolicyDecision {
  const objections: Objection[] = [];
  if (!written) objections.push({ clauses: ['H.4.a'], says: 'An appeal is made in writing.' });
  const decided = facts.appeals.findLast((each) => each.windowEndsAt !== null && each.level === 1) ?? null;
  if (openAppeal(facts, 2) !== null) {
    objections.push({ clauses: ['H.4'], says: 'The appeal is at the second level already.' });
  } else if (openAppeal(facts, 1) !== null && decided?.state !== 'decided') {
    objections.push({ clauses: ['H.4'], says: 'The appeal goes further once it is decided. It is not decided yet.' });
  } else if (decided === null || decided.windowEndsAt === null) {
    objections.push({ clauses: ['H.4'], says: 'There is no decision that could be taken further.' });
  } else if (now > decided.windowEndsAt || decided.state !== 'decided') {
    const until = momentIn(decided.windowEndsAt, now, policy.timeZone);
    objections.push({ clauses: ['H.4.a'], says: `The decision could be taken further until ${until}. It is final.` });
  }
  return grant(objections, 'H.4.a', 'The appeal goes to the second level, and the water stays on until it is decided.');
}

/** H.4.a, Z.3: the three who decide the second level. */
export function decidesFurther(role: string): boolean {
  return role === 'city-manager' || role === 'public-works-director' || answersForService(role);
}

/** H.4.a: a lost appeal is final when nobody has taken it further in time. */
export function appealActs(facts: AccountFacts): readonly DueAct[] {
  return facts.appeals.flatMap(({ appealId, state, windowEndsAt }) =>
    state === 'decided' && windowEndsAt !== null
      ? [dueAct(facts, windowEndsAt, 'appeal-final', 'H.4.a', null, `appeal-${appealId}`)]
      : [],
  );
}
