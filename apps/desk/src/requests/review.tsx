import { answerAssistance, assistance } from '@curbstop/contracts';
import { mayOffer, mayReview, offerEnds, openReview, supplyDue } from '@curbstop/policy';
import type { PolicyDecision, Instant, PolicyParameters } from '@curbstop/policy';
import { SelectField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { STAGES } from '../cases/words.ts';
import { both, checked, saying, told } from './form.ts';
import type { Basis, FieldsProps, Judged, RequestForm } from './form.ts';
import { lastDay } from './papers.tsx';

type Answer = { outcome: string; by: string };

const OUTCOMES = [
  { value: 'offer', label: 'Offer a payment plan' },
  { value: 'ask-more', label: 'Ask for what is missing' },
  { value: 'not-eligible', label: 'Not eligible' },
];
const WAYS = [
  { value: 'portal', label: 'By a message in the portal' },
  { value: 'mail', label: 'By mail' },
];

/** What follows from an answer, and until when. */
function followsFrom(body: { outcome: string; by: 'portal' | 'mail' }, policy: PolicyParameters, now: Instant): string {
  if (body.outcome === 'ask-more')
    return `The customer is in time through ${lastDay(supplyDue(now, body.by, policy), policy, now)}, and the water stays on to then.`;
  if (body.outcome === 'offer')
    return `A plan over everything unpaid is offered through ${lastDay(offerEnds(now, policy), policy, now)}, and the water stays on to then.`;
  return 'The decision goes out by letter. From the next business day the water may be turned off, if nothing else holds it.';
}

function judge(values: Answer, { page, policy, now }: Basis): Judged {
  const { value, errors } = checked(answerAssistance, values);
  if (value === null || policy === null) return { answer: null, errors, body: value };
  const may = mayReview(page.facts, policy, now, value.outcome);
  const answer: PolicyDecision =
    value.outcome === 'offer' && openReview(page.facts) ? both(may, mayOffer(page.facts)) : may;
  return { answer: saying(answer, followsFrom(value, policy, now)), errors, body: value };
}

function Fields({ values, change }: FieldsProps<Answer>): VNode {
  return (
    <div class="form-pair">
      <SelectField
        label="The city answers"
        value={values.outcome}
        options={OUTCOMES}
        onValue={(outcome) => change({ outcome })}
      />
      {values.outcome === 'ask-more' && (
        <SelectField label="It asks" value={values.by} options={WAYS} onValue={(by) => change({ by })} />
      )}
    </div>
  );
}

const DONE: Readonly<Record<string, string>> = {
  'ask-more': 'More is asked for.',
  offer: 'The plan is offered.',
  'not-eligible': 'The customer is found not eligible.',
};

/** G.2: what the city answers to papers or to the wish for a plan. */
export const REVIEW: RequestForm<Answer> = {
  title: () => 'Answer the papers?',
  about: ({ page, policy, now }) => {
    const review = openReview(page.facts);
    if (review === null) return 'No papers wait for an answer.';
    const until = policy ? ` The last day is ${lastDay(review.dueAt, policy, now)}.` : '';
    return `${STAGES[review.stage].says}${until}`;
  },
  confirm: ({ outcome }) =>
    outcome === 'offer' ? 'Offer a plan' : outcome === 'ask-more' ? 'Ask for more' : 'Find not eligible',
  start: () => ({ outcome: 'offer', by: 'mail' }),
  Fields,
  judge,
  send: async (api, accountId, judged, idempotencyKey) => {
    await api.post(`/api/accounts/${accountId}/assistance/answer`, judged.body, assistance, { idempotencyKey });
    const outcome = answerAssistance.safeParse(judged.body).data?.outcome ?? '';
    return told(judged, DONE[outcome] ?? '');
  },
};
