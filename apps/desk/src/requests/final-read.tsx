import { finalRead } from '@curbstop/contracts';
import type { AccountPage } from '@curbstop/contracts';
import {
  DIAL_UNIT_NAMES,
  METRIC_DIAL,
  dialCapacity,
  dialRefusal,
  dialWords,
  grant,
  litersOfDial,
  mayReadFinally,
} from '@curbstop/policy';
import type { Dial, PolicyDecision } from '@curbstop/policy';
import { ago, CheckField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { both, checked } from './form.ts';
import type { Basis, FieldsProps, Judged, RequestForm } from './form.ts';
import { posted } from './sending.ts';

type V = { asLast: boolean; register: string };

/** A.3: a meter does not run backwards, unless its dial is about to begin at nought again. */
function runsOn(page: AccountPage, register: string): PolicyDecision {
  const { register: before = null, dial = METRIC_DIAL } = page.meter ?? {};
  const lower = before !== null && litersOfDial(register, dial) < litersOfDial(before, dial) && !isAtEnd(before, dial);
  const found = lower
    ? [{ clauses: ['A.3'] as const, says: `The meter stood at ${dialWords(before, dial)} before. Read it again.` }]
    : [];
  return grant(found, 'A.3', '');
}

function isAtEnd(before: string, dial: Dial): boolean {
  return litersOfDial(before, dial) * 10 >= dialCapacity(dial) * 9;
}

export function judgeFinalRead({ asLast, register }: V, { page, now }: Basis): Judged {
  const typed = asLast ? null : register.trim();
  const dial = page.meter?.dial ?? METRIC_DIAL;
  const { value, errors } = checked(finalRead, { register: typed, ...(typed === null ? {} : { unit: dial.unit }) });
  const answer = mayReadFinally(page.facts, now);
  if (value === null || value.register === null) return { answer: value && answer, errors, body: value };
  const refusal = dialRefusal(value.register, dial);
  if (refusal !== null) return { answer: null, errors: { register: refusal }, body: null };
  return { answer: both(answer, runsOn(page, value.register)), errors, body: value };
}

function Fields({ values, errors, change, basis }: FieldsProps<V>): VNode {
  const { meter } = basis.page;
  const dial = meter?.dial ?? METRIC_DIAL;
  const register = meter?.register ?? null;
  const last = register === null ? null : dialWords(register, dial);
  return (
    <>
      <CheckField
        label={last === null ? 'It stands as it was last read' : `It stands at ${last}, as it was last read`}
        checked={values.asLast}
        onChecked={(asLast) => change({ asLast })}
      />
      {!values.asLast && (
        <TextField
          label={`Digits of the dial, ${DIAL_UNIT_NAMES[dial.unit]}`}
          hint={
            last === null
              ? 'As on the face of the meter, without painted zeros.'
              : `Last ${last}, ${ago(meter?.readAt ?? null, basis.now)}.`
          }
          inputMode="decimal"
          autocomplete="off"
          maxLength={13}
          value={values.register}
          onValue={(register) => change({ register })}
          error={errors['register'] ?? null}
        />
      )}
    </>
  );
}

/** A.3: the read that the final bill is made from. */
export const FINAL_READ: RequestForm<V> = {
  title: (page) => `Enter the final read of ${page.premise.address}?`,
  about: () => 'The final bill is made from it, and no crew goes out for it. It cannot be entered twice.',
  confirm: 'Enter the read',
  start: () => ({ asLast: false, register: '' }),
  Fields,
  judge: judgeFinalRead,
  send: posted('final-read'),
};
