import { decideAppeal } from '@curbstop/contracts';
import type { AppealMatterView } from '@curbstop/contracts';
import { NO_CENTS, mayDecideAppeal, parseDollars } from '@curbstop/policy';
import type { AppealFacts, Cents } from '@curbstop/policy';
import { CheckField, ClauseTags, money, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { AppealChoice } from './appeal-choice.tsx';
import { overturnedEffect, upheldEffect } from './appeal-effect.ts';
import { aboutOf, appealAlone, appealOptions, matterKey, matterOf } from './appeal-parts.ts';
import { checked } from './form.ts';
import type { Basis, Errors, FieldsProps, Judged, RequestForm } from './form.ts';
import { posted } from './sending.ts';
import { WordsField } from './words-field.tsx';

type V = { appeal: string; outcome: string; corrected: string; remedy: string; reason: string; letter: boolean };
type Level = 1 | 2;

const OUTCOMES = [
  { value: 'correct', label: 'The charges are correct' },
  { value: 'incorrect', label: 'The charges are incorrect' },
];
const REMEDIES = [
  { value: 'credit', label: 'Credit it on the next bill' },
  { value: 'refund', label: 'Send it back by check' },
];

function matterIn({ appeal }: Pick<V, 'appeal'>, { page }: Basis): AppealMatterView | null {
  const [found] = appealAlone(page, appeal).appeals;
  return found ? matterOf(page, matterKey(found)) : null;
}

/** What would have been right: cents, null where nothing is typed, or why it is no amount. */
function correctedOf({ corrected }: Pick<V, 'corrected'>): {
  readonly cents: Cents | null;
  readonly says: string | null;
} {
  if (corrected.trim() === '') return { cents: null, says: null };
  const parsed = parseDollars(corrected);
  return parsed.ok ? { cents: parsed.cents, says: null } : { cents: null, says: parsed.says };
}

function amountErrors(values: V, matter: AppealMatterView | null): Errors {
  if (values.outcome === 'correct') return {};
  const { cents, says } = correctedOf(values);
  if (says !== null) return { corrected: says };
  if (cents === null) return matter?.billId == null ? {} : { corrected: 'Say what the bill should have been.' };
  if (matter && cents > matter.amount)
    return { corrected: `From $0.00 to ${money(matter.amount)}: an appeal makes nothing dearer.` };
  return {};
}

export function judgeDecision(level: Level, values: V, basis: Basis): Judged {
  const { appeal, outcome, remedy, reason, letter } = values;
  const corrected = outcome === 'correct' ? null : correctedOf(values).cents;
  const { value, errors } = checked(decideAppeal, { outcome, corrected, letter, remedy, reason });
  const answer = mayDecideAppeal(appealAlone(basis.page, appeal), level, letter);
  return {
    answer,
    errors: { ...errors, ...amountErrors(values, matterIn(values, basis)) },
    body: value,
  };
}

function Effect({ level, values, basis }: { level: Level; values: V; basis: Basis }): VNode | null {
  const { policy, now } = basis;
  const matter = matterIn(values, basis);
  if (policy === null || matter === null) return null;
  const { cents, says } = correctedOf(values);
  const right = says !== null ? null : (cents ?? (matter.billId === null ? NO_CENTS : null));
  const penalised = basis.page.facts.bills.some((bill) => bill.billId === matter.billId && bill.penalty > 0);
  const effect =
    values.outcome === 'correct'
      ? upheldEffect(level, policy, now)
      : overturnedEffect(matter, penalised, right, values.remedy, policy, now);
  if (effect === null) return null;
  return (
    <p class="effect">
      {effect.says} <ClauseTags clauses={effect.clauses} />
    </p>
  );
}

/** H.7: what was paid beyond what is right; nothing to choose where nothing was. */
function paidTooMuch(values: V, basis: Basis): boolean {
  const matter = matterIn(values, basis);
  return values.outcome === 'incorrect' && (matter === null || matter.paid > (correctedOf(values).cents ?? 0));
}

const decidable = (level: Level) => (appeal: AppealFacts) => appeal.state === 'open' && appeal.level === level;

const fieldsFor = (level: Level) =>
  function Fields({ values, errors, change, basis }: FieldsProps<V>): VNode {
    const { page } = basis;
    const matter = matterIn(values, basis);
    return (
      <>
        <AppealChoice
          page={page}
          value={values.appeal}
          options={appealOptions(page, decidable(level))}
          onValue={(appeal) => change({ appeal })}
        />
        <SelectField
          label="Finding"
          value={values.outcome}
          options={OUTCOMES}
          onValue={(outcome) => change({ outcome })}
        />
        {values.outcome === 'incorrect' && (
          <div class="form-pair">
            <TextField
              label="What would have been right"
              hint={
                matter
                  ? `${matter.billId === null ? 'Empty where all of it falls' : 'In dollars'}; it was ${money(matter.amount)}.`
                  : 'In dollars.'
              }
              inputMode="decimal"
              autocomplete="off"
              maxLength={16}
              value={values.corrected}
              onValue={(corrected) => change({ corrected })}
              error={errors['corrected'] ?? null}
            />
            {paidTooMuch(values, basis) && (
              <SelectField
                label="What was paid too much"
                hint="The city chooses. H.7"
                value={values.remedy}
                options={REMEDIES}
                onValue={(remedy) => change({ remedy })}
              />
            )}
          </div>
        )}
        <WordsField
          label="Reason"
          hint="It stands in the letter to the customer."
          maxLength={2_000}
          value={values.reason}
          onValue={(reason) => change({ reason })}
          error={errors['reason'] ?? null}
        />
        <CheckField
          label={level === 1 ? 'The letter is written, and says how to go further' : 'The letter is written'}
          checked={values.letter}
          onChecked={(letter) => change({ letter })}
        />
        <Effect level={level} values={values} basis={basis} />
      </>
    );
  };

const formOf = (level: Level): RequestForm<V> => ({
  title: (page) => {
    const appeal = page.facts.appeals.find(decidable(level));
    return `Decide the appeal of ${appeal ? aboutOf(page, appeal) : 'a charge'}?`;
  },
  about: () =>
    level === 1
      ? 'The decision is written, and mailed today. A lost appeal keeps the water on until it can go no further.'
      : 'The decision is written, mailed today, and final.',
  wide: true,
  confirm: ({ outcome }) => (outcome === 'correct' ? 'Uphold the charges' : 'Correct the charges'),
  start: ({ page }) => {
    const appeal = page.facts.appeals.find(decidable(level));
    const chosen = appeal ? String(appeal.appealId) : '';
    return { appeal: chosen, outcome: 'correct', corrected: '', remedy: 'credit', reason: '', letter: false };
  },
  Fields: fieldsFor(level),
  judge: (values, basis) => judgeDecision(level, values, basis),
  send: posted(({ appeal }) => `appeals/${appeal}/${level === 1 ? 'decision' : 'further-decision'}`),
});

/** H.3.b to H.7: the officer decides the first level. */
export const DECIDE_APPEAL = formOf(1);
/** H.4.a: one of three decides the second, for good. */
export const DECIDE_FURTHER = formOf(2);
