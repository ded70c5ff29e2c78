import { contactMade, thirdParty } from '@curbstop/contracts';
import { clockTime, day, dayOf, grant, momentIn, toInstant } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';
import { CheckField, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { z } from 'zod';
import { checked } from './form.ts';
import type { Basis, FieldsProps, Judged, RequestForm } from './form.ts';
import { posted, saysOf } from './sending.ts';
import { WordsField } from './words-field.tsx';

type Contact = { kind: string; on: string; time: string; note: string };

const WAYS = [
  { value: 'phone', label: 'By telephone' },
  { value: 'adult', label: 'In person, with an adult who lives there' },
];

/** What a clock shows, `14:05`. */
function timeIn(at: Instant, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return parts.format(at);
}

function momentOf({ on, time }: Contact, timeZone: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  return toInstant(day(on), clockTime(time), timeZone);
}

export function judgeContact(values: Contact, { policy, now }: Basis): Judged {
  if (policy === null)
    return { answer: null, errors: { on: 'Reload the page: it is older than the server.' }, body: null };
  const at = momentOf(values, policy.timeZone);
  if (at === null) return { answer: null, errors: { on: 'Say on which day and at which time.' }, body: null };
  if (at > now)
    return { answer: null, errors: { on: 'The talk has already been held: give a moment up to now.' }, body: null };
  const { value, errors } = checked(contactMade, { kind: values.kind, at, note: values.note });
  const says = `The talk of ${momentIn(at, now, policy.timeZone)} is kept.`;
  return { answer: value && grant([], 'E.2.a', says), errors, body: value };
}

function ContactFields({ values, errors, change }: FieldsProps<Contact>): VNode {
  return (
    <>
      <SelectField label="How" value={values.kind} options={WAYS} onValue={(kind) => change({ kind })} />
      <div class="form-pair">
        <TextField
          label="Day"
          type="date"
          value={values.on}
          onValue={(on) => change({ on })}
          error={errors['on'] ?? errors['at'] ?? null}
        />
        <TextField label="Time" type="time" value={values.time} onValue={(time) => change({ time })} />
      </div>
      <WordsField
        label="What was said"
        hint="That the water may be turned off, and what can be asked for. May stay empty."
        maxLength={500}
        value={values.note}
        onValue={(note) => change({ note })}
        error={errors['note'] ?? null}
      />
    </>
  );
}

/** Reading 11: somebody talked with an adult of the household. */
export const CONTACT: RequestForm<Contact> = {
  title: (page) => `Note a talk with the household of ${page.customer.name}?`,
  about: () => 'It counts as told before a turn-off. Only talks that were held; a tag at the door is a crew’s.',
  confirm: 'Note the talk',
  start: ({ policy, now }) => ({
    kind: 'phone',
    on: policy ? dayOf(now, policy.timeZone) : '',
    time: policy ? timeIn(now, policy.timeZone) : '',
    note: '',
  }),
  Fields: ContactFields,
  judge: judgeContact,
  send: posted('contacts'),
};

type ThirdParty = { name: string; address: string; nobody: boolean };

export function judgeThirdParty({ name, address, nobody }: ThirdParty, { page }: Basis): Judged {
  if (nobody) {
    const says = `${page.thirdParty?.name ?? 'Nobody else'} is not told of notices any more.`;
    return { answer: grant([], 'E.2.a', says), errors: {}, body: null };
  }
  const { value, errors } = checked(thirdParty, { name, address });
  const says = value ? `Every notice from now on goes to ${value.name} too.` : '';
  return { answer: value && grant([], 'E.2.a', says), errors, body: value };
}

function ThirdPartyFields({ values, errors, change, basis }: FieldsProps<ThirdParty>): VNode {
  const before = basis.page.thirdParty;
  return (
    <>
      {before !== null && (
        <CheckField
          label={`${before.name} is not to be told any more`}
          checked={values.nobody}
          onChecked={(nobody) => change({ nobody })}
        />
      )}
      {!values.nobody && (
        <>
          <TextField
            label="Name"
            autocomplete="off"
            maxLength={120}
            value={values.name}
            onValue={(name) => change({ name })}
            error={errors['name'] ?? null}
          />
          <TextField
            label="Address"
            hint="Where letters go to: street, city and ZIP."
            autocomplete="off"
            maxLength={200}
            value={values.address}
            onValue={(address) => change({ address })}
            error={errors['address'] ?? null}
          />
        </>
      )}
    </>
  );
}

/** Reading 12: one more person whom the customer wants told of every notice. */
export const THIRD_PARTY: RequestForm<ThirdParty> = {
  title: (page) => `Who else is told of notices to ${page.customer.name}?`,
  about: () => 'One person whom the customer names. That person owes nothing, and can be taken off again.',
  confirm: ({ nobody }) => (nobody ? 'Take the name off' : 'Keep the name'),
  start: ({ page }) => ({ name: page.thirdParty?.name ?? '', address: page.thirdParty?.address ?? '', nobody: false }),
  Fields: ThirdPartyFields,
  judge: judgeThirdParty,
  send: async (api, accountId, judged, _, { nobody }) => {
    const path = `/api/accounts/${accountId}/third-party`;
    // Both are what stands afterwards: the same again changes nothing.
    if (nobody) await api.delete(path, z.unknown());
    else await api.put(path, judged.body, z.unknown());
    return saysOf(judged);
  },
};
