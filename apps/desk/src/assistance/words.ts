import type { AccountPage, Assistance } from '@curbstop/contracts';
import {
  awaitsVerification,
  certificateThrough,
  conditionsOf,
  dayOf,
  lastingCertificate,
  leftOut,
  lowIncomeThrough,
} from '@curbstop/policy';
import type { InstalmentFacts, Day, Instant, PolicyParameters } from '@curbstop/policy';
import { civilDay, civilDayIn, money } from '@curbstop/ui';
import type { Tone } from '@curbstop/ui';
import type { HeadChip, Sum } from '../account/head-parts.ts';
import { KINDS } from '../cases/words.ts';
import { householdWords } from '../requests/household.tsx';

type Facts = AccountPage['facts'];

/** What of section G and I is to be seen before anything else of an account. */
export function assistanceChips({ arrangements, reviews }: Pick<Facts, 'arrangements' | 'reviews'>): HeadChip[] {
  const chips: HeadChip[] = [];
  const has = (state: string): boolean => arrangements.some((each) => each.state === state);
  if (has('defaulted')) chips.push({ says: 'Plan failed', tone: 'stop' });
  if (has('in-force')) chips.push({ says: 'Plan in force', tone: 'ok' });
  if (has('offered')) chips.push({ says: 'Plan offered', tone: 'action' });
  if (reviews.length > 0) chips.push({ says: 'Papers in review', tone: 'action' });
  return chips;
}

/** I.3.c, I.7: how an instalment stands on a day; of a plan that failed, all that is unpaid is due. */
export function rowWords(
  { due, amount, unpaid }: InstalmentFacts,
  today: Day,
  failed: boolean,
): { says: string; tone: Tone } {
  if (unpaid === 0) return { says: 'Paid', tone: 'ok' };
  if (failed) return { says: unpaid < amount ? 'Unpaid in part' : 'Unpaid', tone: 'stop' };
  if (due < today) return { says: unpaid < amount ? 'Missed in part' : 'Missed', tone: 'stop' };
  if (due === today) return { says: 'Due today', tone: 'warn' };
  return { says: unpaid < amount ? 'Paid in part' : 'To come', tone: 'plain' };
}

/** What a plan in force asks for in place of what is past due: what is due today, else what comes next; null when it is paid. */
export function planSum({ keepPlan }: AccountPage['toPay'], today: Day, timeZone: string): Sum | null {
  if (keepPlan === null) return null;
  const { amount, by } = keepPlan;
  const day = by === null ? null : dayOf(by, timeZone);
  if (day === null || day <= today) return { label: 'Plan, due now', value: money(amount), pressing: true };
  return { label: 'Plan, next payment', value: `${money(amount)} on ${civilDayIn(day, today)}`, pressing: false };
}

/** One of the three conditions of G.1, as it stands. */
export interface Shown {
  readonly what: string;
  readonly clause: string;
  readonly holds: boolean;
  readonly says: string;
}

function certificateSays(facts: Facts, policy: PolicyParameters, today: Day): string {
  const lasting = lastingCertificate(facts);
  if (lasting === null) return 'None was handed in.';
  const through = certificateThrough(lasting, policy);
  const counts = today <= through ? 'counts through' : 'counted through';
  return `Dated ${civilDay(lasting.dated, 'year')}; ${counts} ${civilDay(through, 'year')}.`;
}

function householdSays(facts: Facts, policy: PolicyParameters, today: Day): string {
  const { household } = facts;
  if (household === null) return 'None was handed in.';
  const words = householdWords(household);
  if (awaitsVerification(household, policy, today)) return `${words}. Nobody has looked at it yet.`;
  const through = lowIncomeThrough(household, policy);
  if (through === null) return `${words}. It shows no low income.`;
  return `${words}; ${today <= through ? 'counts through' : 'counted through'} ${civilDay(through, 'year')}.`;
}

function agreementSays(facts: Facts, today: Day): string {
  const [plan] = facts.arrangements.filter((each) => each.state !== 'defaulted');
  if (!plan) return 'None is signed or offered.';
  const missing = leftOut(plan, facts, today);
  if (missing.length > 0)
    return `It leaves out bill ${missing.map((bill) => bill.number).join(', ')}, which is past due.`;
  return plan.state === 'offered' ? 'Offered, and counts until the offer lapses.' : 'Signed, over everything past due.';
}

/** G.1: the three conditions that keep a home on when all of them hold; `seesHousehold` false leaves out whose income it is. */
export function conditionsShown(
  facts: Facts,
  policy: PolicyParameters,
  now: Instant,
  seesHousehold: boolean,
): readonly Shown[] {
  const today = dayOf(now, policy.timeZone);
  const { medical, financial, agreement } = conditionsOf(facts, policy, now);
  return [
    { what: 'Medical certificate', clause: 'G.1.a', holds: medical, says: certificateSays(facts, policy, today) },
    ...(seesHousehold
      ? [{ what: 'Low income', clause: 'G.1.b', holds: financial, says: householdSays(facts, policy, today) }]
      : []),
    { what: 'Payment plan', clause: 'G.1.c', holds: agreement, says: agreementSays(facts, today) },
  ];
}

/** A plan or a review that is over, in one line. */
export interface Ended {
  readonly key: string;
  readonly at: number;
  readonly says: string;
  readonly clause: string;
  /** What the plan was over; zero where there was none. */
  readonly total: number;
}

type Earlier = Assistance['earlier'];

const PLAN_ENDS: Readonly<Record<Earlier['arrangements'][number]['state'], readonly [says: string, clause: string]>> = {
  kept: ['kept to its end', 'I.7'],
  lapsed: ['offered, and not signed in time', 'G.1.c'],
  replaced: ['offered, and another one signed', 'I.1'],
  settled: ['failed, and its debt paid', 'I.7'],
};
const REVIEW_ENDS: Readonly<Record<Earlier['reviews'][number]['outcome'], readonly [says: string, clause: string]>> = {
  offer: ['a plan was offered', 'G.2'],
  'not-eligible': ['not eligible', 'G.2-c'],
  signed: ['a plan was signed', 'I.1'],
  lapsed: ['what was asked for did not come in time', 'G.2-b'],
};

/** How each plan and each review ended; the newest first. */
export function endedWords({ arrangements, reviews }: Earlier): readonly Ended[] {
  const plans = arrangements.map(({ arrangementId, kind, state, since, total }) => {
    const [says, clause] = PLAN_ENDS[state];
    return { key: `plan-${arrangementId}`, at: since, says: `${KINDS[kind]}: ${says}`, clause, total };
  });
  const papers = reviews.map(({ reviewId, closedAt, outcome }) => {
    const [says, clause] = REVIEW_ENDS[outcome];
    return { key: `review-${reviewId}`, at: closedAt, says: `Review of papers: ${says}`, clause, total: 0 };
  });
  return [...plans, ...papers].sort((a, b) => b.at - a.at);
}

/** I.3.b, I.5: what was agreed beside the instalments; empty where nothing was. */
export function agreedWords(
  agreed: Pick<Assistance['arrangements'][number], 'reduction' | 'fund' | 'councilAction' | 'hardship'>,
): string {
  const council = agreed.councilAction === '' ? '' : `, by action ${agreed.councilAction} of the City Council`;
  return [
    ...(agreed.reduction > 0 ? [`${money(agreed.reduction)} is forgiven, borne by: ${agreed.fund}${council}.`] : []),
    ...(agreed.hardship ? ['A supervisor let it run longer, or begin with less, for hardship.'] : []),
  ].join(' ');
}
