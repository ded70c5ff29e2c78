import { assistance, submitAssistance, submitCertificate } from '@curbstop/contracts';
import {
  certificateThrough,
  dayOf,
  decisionDue,
  maySubmitAssistance,
  maySubmitCertificate,
  maySupply,
  openReview,
  replyDue,
  dayIn,
} from '@curbstop/policy';
import type { AccountFacts, Instant, PolicyParameters } from '@curbstop/policy';
import { CheckField, civilDay, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { checked, only, saying, told } from './form.ts';
import type { Basis, FieldsProps, Judged, RequestForm } from './form.ts';

/** Limits of section G run to the end of their day. */
export const lastDay = (at: Instant, policy: Pick<PolicyParameters, 'timeZone'>, now: Instant): string =>
  dayIn(dayOf(at, policy.timeZone), dayOf(now, policy.timeZone));

/** G.2-a, G.2-c: whose turn it is once papers have come, and until when. */
export function reviewSays(facts: Pick<AccountFacts, 'reviews'>, policy: PolicyParameters, now: Instant): string {
  const review = openReview(facts);
  if (review === null)
    return `The city answers by ${lastDay(replyDue(now, policy), policy, now)}, and the water stays on meanwhile.`;
  if (review.stage === 'supply')
    return `They are what the city asked for: it decides by ${lastDay(decisionDue(now, policy), policy, now)}.`;
  return `They go to the review that runs: the city answers by ${lastDay(review.dueAt, policy, now)}.`;
}

const TAKEN = 'The papers are taken.';

type Certificate = { dated: string };

function judgeCertificate(values: Certificate, { page, policy, now }: Basis): Judged {
  const { value } = checked(submitCertificate, values);
  if (value === null)
    return { answer: null, errors: { dated: 'Give the day that the provider wrote on it.' }, body: null };
  if (policy === null) return only(null, value);
  const answer = maySubmitCertificate(page.facts, policy, now, value.dated);
  const through = civilDay(certificateThrough(value, policy), 'year');
  return only(saying(answer, `It counts through ${through}. ${reviewSays(page.facts, policy, now)}`), value);
}

/** G.1.a: a medical certificate: its date, and nothing of the illness. */
export const CERTIFICATE: RequestForm<Certificate> = {
  title: () => 'Take a medical certificate?',
  about: () => 'Of a primary care provider, for anybody who lives there. Its date is kept; nothing of the illness is.',
  confirm: 'Take the certificate',
  // Left empty: nobody files a certificate by one click, under a day that nobody read.
  start: () => ({ dated: '' }),
  Fields: ({ values, errors, change, basis }) => (
    <TextField
      label="Date on the certificate"
      type="date"
      hint={`It counts for ${basis.policy?.certificateMonths ?? 12} months from that day. G.1.a`}
      value={values.dated}
      onValue={(dated) => change({ dated })}
      error={errors['dated'] ?? null}
    />
  ),
  judge: judgeCertificate,
  send: async (api, accountId, judged, idempotencyKey) => {
    await api.post(`/api/accounts/${accountId}/certificates`, judged.body, assistance, { idempotencyKey });
    return told(judged, 'The certificate is taken.');
  },
};

type Papers = { complete: boolean };

function PapersFields({ values, change }: FieldsProps<Papers>): VNode {
  return (
    <CheckField
      label="They are complete: certificate, proof of a low income, and the wish for a plan"
      checked={values.complete}
      onChecked={(complete) => change({ complete })}
    />
  );
}

/** G.2: papers that show the conditions of G.1, complete or not. */
export const ASSISTANCE: RequestForm<Papers> = {
  title: () => 'Take papers for help with the bill?',
  about: () => 'The city reviews them, and the water stays on meanwhile. What is missing is asked for.',
  confirm: 'Take the papers',
  // Nobody has looked yet: a person says that nothing is missing.
  start: () => ({ complete: false }),
  Fields: PapersFields,
  judge: (values, { page, policy, now }) => {
    const { value, errors } = checked(submitAssistance, values);
    const answer = maySubmitAssistance(page.facts);
    const waits = openReview(page.facts)?.stage === 'supply' && !values.complete;
    const says = waits
      ? 'The review still waits for what the city asked for, because these are not complete.'
      : policy && reviewSays(page.facts, policy, now);
    return { answer: says === null ? answer : saying(answer, says), errors, body: value };
  },
  send: async (api, accountId, judged, idempotencyKey) => {
    await api.post(`/api/accounts/${accountId}/assistance`, judged.body, assistance, { idempotencyKey });
    return told(judged, TAKEN);
  },
};

/** G.2-b: what the city had asked for, in time or too late. */
export const INFORMATION: RequestForm<Record<string, never>> = {
  title: () => 'Take what was still missing?',
  about: () => 'The city decides on the papers within five days, and the water stays on to its decision.',
  confirm: 'Take the papers',
  start: () => ({}),
  Fields: () => <></>,
  judge: (_, { page, policy, now }) => {
    if (policy === null) return only(null);
    const last = lastDay(decisionDue(now, policy), policy, now);
    return only(saying(maySupply(page.facts, policy, now), `It is in time. The city decides by ${last}.`));
  },
  send: async (api, accountId, judged, idempotencyKey) => {
    await api.post(`/api/accounts/${accountId}/assistance/information`, judged.body, assistance, { idempotencyKey });
    return told(judged, TAKEN);
  },
};
