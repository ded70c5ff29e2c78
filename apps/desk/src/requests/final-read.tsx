import { finalRead } from '@curbstop/contracts';
import type { AccountPage } from '@curbstop/contracts';
import { grant, mayReadFinally } from '@curbstop/policy';
import type { Grant } from '@curbstop/policy';
import { ago, CheckField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { both, checked } from './form.ts';
import type { Basis, FieldsProps, Judged, RequestForm } from './form.ts';
import { posted } from './sending.ts';

type V = { asLast: boolean; register: string };

/** A.3: a meter does not run backwards; cubic metres, compared as decimals. */
function runsOn(page: AccountPage, register: string): Grant {
  const before = page.meter?.register ?? null;
  const lower = before !== null && Number(register) < Number(before);
  const found = lower
    ? [{ clauses: ['A.3'] as const, says: `The meter stood at ${before} before. Read it again.` }]
    : [];
  return grant(found, 'A.3', '');
}

export function judgeFinalRead({ asLast, register }: V, { page, now }: Basis): Judged {
  const typed = asLast ? null : register.trim();
  const { value, errors } = checked(finalRead, { register: typed });
  const answer = mayReadFinally(page.facts, now);
  if (value === null || value.register === null) return { answer: value && answer, errors, body: value };
  return { answer: both(answer, runsOn(page, value.register)), errors, body: value };
}

function Fields({ values, errors, change, basis }: FieldsProps<V>): VNode {
  const { meter } = basis.page;
  const last = meter?.register ?? null;
  return (
    <>
      <CheckField
        label={last === null ? 'It stands as it was last read' : `It stands at ${last}, as it was last read`}
        checked={values.asLast}
        onChecked={(asLast) => change({ asLast })}
      />
      {!values.asLast && (
        <TextField
          label="Register in cubic metres"
          hint={
            last === null
              ? 'As on the face of the meter, such as 418.730.'
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
