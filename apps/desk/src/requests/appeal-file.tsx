import { fileAppeal } from '@curbstop/contracts';
import type { AccountPage } from '@curbstop/contracts';
import {
  APPEAL_TOPICS,
  appealBy,
  appealOfficer,
  dayOf,
  isOverAppealLimit,
  mayFileAppeal,
  momentIn,
} from '@curbstop/policy';
import type { AppealTopic } from '@curbstop/policy';
import { CheckField, ClauseTag, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { matterIds, matterKey, matterOf, matterSays } from './appeal-parts.ts';
import { checked } from './form.ts';
import type { Basis, FieldsProps, Judged, RequestForm } from './form.ts';
import { posted } from './sending.ts';
import { WordsField } from './words-field.tsx';

type V = { matter: string; topic: string; says: string; written: boolean; lateReason: string };

const TOPICS: Readonly<Record<AppealTopic, string>> = {
  billing: 'What was charged',
  'water-use': 'How much water was used',
};
const topicOf = (text: string): AppealTopic => APPEAL_TOPICS.find((each) => each === text) ?? 'billing';

/** H.3.a: whether what is chosen comes too late. */
function isLate({ matter }: Pick<V, 'matter'>, { page, policy, now }: Basis): boolean {
  const chosen = matterOf(page, matter);
  return policy !== null && chosen !== null && now > appealBy(chosen, policy);
}

export function judgeFiling(values: V, basis: Basis): Judged {
  const { page, policy, now } = basis;
  const lateReason = values.lateReason.trim() === '' ? null : values.lateReason.trim();
  const { topic, says, written } = values;
  const { value, errors } = checked(fileAppeal, { ...matterIds(values.matter), topic, says, written, lateReason });
  const matter = matterOf(page, values.matter);
  const answer = policy && mayFileAppeal(page.facts, policy, now, { matter, written, lateReason });
  return { answer, errors, body: value };
}

/** What may be appealed and has most time left; else what came too late last. */
function firstMatter({ page, policy, now }: Basis): string {
  const byTime = policy ? page.matters.toSorted((a, b) => appealBy(b, policy) - appealBy(a, policy)) : page.matters;
  const open = byTime.find(
    (matter) => policy && mayFileAppeal(page.facts, policy, now, { matter, written: true, lateReason: null }).granted,
  );
  const first = open ?? byTime[0];
  return first ? matterKey(first) : '';
}

function until(page: AccountPage, { matter }: V, { policy, now }: Basis): string {
  const chosen = matterOf(page, matter);
  return policy && chosen ? `In writing until ${momentIn(appealBy(chosen, policy), now, policy.timeZone)}. H.3.a` : '';
}

function Fields({ values, errors, change, basis }: FieldsProps<V>): VNode {
  const { page, policy, now } = basis;
  const over = policy !== null && isOverAppealLimit(page.facts, policy, dayOf(now, policy.timeZone));
  return (
    <>
      <div class="form-pair">
        <SelectField
          label="Appeal of"
          hint={until(page, values, basis)}
          value={values.matter}
          options={page.matters.map((each) => ({ value: matterKey(each), label: matterSays(each) }))}
          onValue={(matter) => change({ matter })}
          error={errors['billId'] ?? null}
        />
        <SelectField
          label="What is in question"
          hint={`The ${appealOfficer(topicOf(values.topic))} hears it. H.3.b`}
          value={values.topic}
          options={APPEAL_TOPICS.map((value) => ({ value, label: TOPICS[value] }))}
          onValue={(topic) => change({ topic })}
        />
      </div>
      <WordsField
        label="What the customer finds wrong"
        maxLength={2_000}
        value={values.says}
        onValue={(says) => change({ says })}
        error={errors['says'] ?? null}
      />
      <CheckField
        label="It came in writing, to Water Billing"
        checked={values.written}
        onChecked={(written) => change({ written })}
      />
      {isLate(values, basis) && (
        <TextField
          label="Why it is taken though it is late"
          hint="With a reason the office may take it. It is kept with the appeal. H.3.a"
          maxLength={2_000}
          autocomplete="off"
          value={values.lateReason}
          onValue={(lateReason) => change({ lateReason })}
          error={errors['lateReason'] ?? null}
        />
      )}
      {over && (
        <p class="cs-small">
          Two appeals were lost in twelve months: the officer says first whether this one is heard.{' '}
          <ClauseTag clause="H.1" />
        </p>
      )}
    </>
  );
}

/** H.1 to H.3.b: a bill or a charge is appealed. */
export const FILE_APPEAL: RequestForm<V> = {
  title: (page) => `Take an appeal of ${page.customer.name}?`,
  about: () => 'The water stays on until it is decided. The days of the bill run on, and so does the late charge.',
  confirm: 'Take the appeal',
  wide: true,
  start: (basis) => ({ matter: firstMatter(basis), topic: 'billing', says: '', written: false, lateReason: '' }),
  Fields,
  judge: judgeFiling,
  send: posted('appeals'),
};
