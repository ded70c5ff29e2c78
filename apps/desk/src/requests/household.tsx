import { giveHousehold, standing, verifyHousehold } from '@curbstop/contracts';
import { BENEFITS, dayOf, mayGiveHousehold, mayVerifyHousehold } from '@curbstop/policy';
import type { Benefit, HouseholdFacts } from '@curbstop/policy';
import { CheckField, civilDay, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { checked, only, told } from './form.ts';
import type { Basis, FieldsProps, Judged, RequestForm } from './form.ts';

const BENEFIT_WORDS: Readonly<Record<Benefit, string>> = {
  calworks: 'CalWORKs',
  calfresh: 'CalFresh',
  'general-assistance': 'General assistance',
  'medi-cal': 'Medi-Cal',
  'ssi-ssp': 'SSI / SSP',
  wic: 'California WIC',
};

/** What a household has shown, in words: `CalFresh, 150 % of the poverty level`. */
export function householdWords(household: Pick<HouseholdFacts, 'benefits' | 'incomeOfPoverty' | 'endsOn'>): string {
  const programs = household.benefits.map((each) => BENEFIT_WORDS[each]);
  const income =
    household.incomeOfPoverty === null
      ? []
      : [`a declared income of ${household.incomeOfPoverty / 100} % of the poverty level`];
  const ends = household.endsOn === null ? '' : `, to ${civilDay(household.endsOn, 'year')}`;
  return `${[...programs, ...income].join(', ')}${ends}`;
}

type Proof = Record<Benefit, boolean> & { endsOn: string; income: string; verified: boolean };

/** `150` and `199.99` as hundredths of a per cent; null where it is no per cent. */
export function percentTyped(text: string): number | null {
  const match = /^(\d{1,4})(?:\.(\d{1,2}))?$/.exec(text.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}

function judgeProof(values: Proof, { policy, now }: Basis): Judged {
  const incomeOfPoverty = percentTyped(values.income);
  if (values.income.trim() !== '' && incomeOfPoverty === null)
    return { answer: null, errors: { income: 'Give a per cent of the poverty level, such as 150.' }, body: null };
  const benefits = BENEFITS.filter((each) => values[each]);
  if (benefits.length === 0 && incomeOfPoverty === null)
    return { answer: null, errors: { income: 'Tick a program, or give a declared income.' }, body: null };
  const endsOn = values.endsOn === '' ? null : values.endsOn;
  const { value, errors } = checked(giveHousehold, { benefits, endsOn, incomeOfPoverty, verified: values.verified });
  if (value === null || policy === null) return { answer: null, errors, body: value };
  return only(mayGiveHousehold({ ...value, givenOn: dayOf(now, policy.timeZone) }, policy), value);
}

function ProofFields({ values, errors, change }: FieldsProps<Proof>): VNode {
  return (
    <>
      <div class="ticks" role="group" aria-label="Programs that a member of the household is on">
        {BENEFITS.map((each) => (
          <CheckField
            key={each}
            label={BENEFIT_WORDS[each]}
            checked={values[each]}
            onChecked={(on) => change({ [each]: on })}
          />
        ))}
      </div>
      <div class="form-pair">
        <TextField
          label="The program ends on"
          type="date"
          hint="Empty where the paper names no end."
          value={values.endsOn}
          onValue={(endsOn) => change({ endsOn })}
          error={errors['endsOn'] ?? null}
        />
        <TextField
          label="Declared income, %"
          inputMode="decimal"
          autocomplete="off"
          maxLength={7}
          hint="Of the poverty level; under 200 is low. C.1.b.ii"
          value={values.income}
          onValue={(income) => change({ income })}
          error={errors['income'] ?? errors['incomeOfPoverty'] ?? null}
        />
      </div>
      <CheckField
        label="I have seen the paper, and it is in order"
        checked={values.verified}
        onChecked={(verified) => change({ verified })}
      />
    </>
  );
}

/** C.1.b, F.4, G.1.b: proof of a low income. */
export const PROOF: RequestForm<Proof> = {
  title: () => 'Take proof of a low income?',
  about: () =>
    'One program of a member of the household, or a signed declaration. A late charge that it would have saved is taken back.',
  confirm: 'Take the proof',
  start: () => ({
    calworks: false,
    calfresh: false,
    'general-assistance': false,
    'medi-cal': false,
    'ssi-ssp': false,
    wic: false,
    endsOn: '',
    income: '',
    verified: false,
  }),
  Fields: ProofFields,
  judge: judgeProof,
  send: async (api, accountId, judged, idempotencyKey) => {
    await api.put(`/api/accounts/${accountId}/household`, judged.body, standing, { idempotencyKey });
    return told(judged, '', 'The proof is taken.');
  },
};

type Look = { found: string };

const FOUND = [
  { value: 'in-order', label: 'It is in order' },
  { value: 'not-in-order', label: 'It is not in order' },
];

/** C.1.b: somebody of the office looks at what was handed in. */
export const VERIFICATION: RequestForm<Look> = {
  title: () => 'What does the proof of a low income show?',
  about: ({ page: { facts } }) =>
    facts.household
      ? `Handed in ${civilDay(facts.household.givenOn, 'week')}: ${householdWords(facts.household)}.`
      : 'Nothing is handed in.',
  confirm: ({ found }) => (found === 'in-order' ? 'Find it in order' : 'Find it not in order'),
  start: () => ({ found: 'in-order' }),
  Fields: ({ values, change }) => (
    <SelectField label="The paper" value={values.found} options={FOUND} onValue={(found) => change({ found })} />
  ),
  judge: ({ found }, { page }) => {
    const { value } = checked(verifyHousehold, { verified: found === 'in-order' });
    return only(value && mayVerifyHousehold(page.facts.household, value.verified), value);
  },
  send: async (api, accountId, judged, idempotencyKey) => {
    await api.post(`/api/accounts/${accountId}/household/verification`, judged.body, standing, { idempotencyKey });
    return told(judged, '', 'What was found is on record.');
  },
};
