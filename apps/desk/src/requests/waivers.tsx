import { requestWaiver, waiverAnswer } from '@curbstop/contracts';
import { isWaived, lowIncomeThrough, mayWaiveAsCourtesy, mayWaiveForLowIncome } from '@curbstop/policy';
import type { AccountFacts, PolicyParameters } from '@curbstop/policy';
import { civilDay, money, Problem, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { checked, only } from './form.ts';
import type { Basis, FieldsProps, Judged, RequestForm, Values } from './form.ts';

const LATEST = 'latest';

/** Late charges that stand, to choose from where there are several. */
function Charge({
  values,
  change,
  basis,
}: Pick<FieldsProps<{ bill: string }>, 'values' | 'change' | 'basis'>): VNode | null {
  const { facts } = basis.page;
  const standing = facts.bills.filter((bill) => bill.penalty > 0 && !isWaived(bill, facts)).toReversed();
  if (standing.length < 2) return null;
  const options = standing.map((bill, nth) => ({
    value: nth === 0 ? LATEST : String(bill.billId),
    label: `Bill ${bill.number} of ${civilDay(bill.billDate)}, ${money(bill.penalty)}`,
  }));
  return <SelectField label="Late charge" value={values.bill} options={options} onValue={(bill) => change({ bill })} />;
}
const billOf = (bill: string): number | null => (bill === LATEST ? null : Number(bill));

type Courtesy = { bill: string; outcome: string; reason: string };

const OUTCOMES = [
  { value: 'approve', label: 'Waive it now' },
  { value: 'deny', label: 'Do not waive it' },
  { value: 'later', label: 'Leave it to be decided' },
];

function judgeCourtesy({ bill, outcome, reason }: Courtesy, { page, policy, now }: Basis): Judged {
  const billId = billOf(bill);
  const decision = outcome === 'later' ? null : { outcome, reason };
  const { value, errors } = checked(requestWaiver, { kind: 'courtesy', billId, decision });
  const wrong = value === null && errors['decision'] !== undefined ? { reason: 'Say why it is so decided.' } : errors;
  return { answer: policy && mayWaiveAsCourtesy(page.facts, policy, now, billId), errors: wrong, body: value };
}

function CourtesyFields(props: FieldsProps<Courtesy>): VNode {
  const { values, errors, change } = props;
  return (
    <>
      <Charge {...props} />
      <SelectField
        label="The city decides"
        value={values.outcome}
        options={OUTCOMES}
        onValue={(outcome) => change({ outcome })}
      />
      {values.outcome !== 'later' && (
        <TextField
          label="Reason"
          hint="It is kept with the decision, and may be read to the customer."
          maxLength={500}
          autocomplete="off"
          value={values.reason}
          onValue={(reason) => change({ reason })}
          error={errors['reason'] ?? null}
        />
      )}
    </>
  );
}

/** Asks for the waiver. */
const send: RequestForm<Values>['send'] = async (api, accountId, { body }, idempotencyKey) => {
  try {
    const { says } = await api.post(`/api/accounts/${accountId}/waivers`, body, waiverAnswer, { idempotencyKey });
    return says;
  } catch (error) {
    // To refuse was the decision: the server answers it as the refusal that it is.
    const denied = requestWaiver.safeParse(body).data?.decision?.outcome === 'deny';
    if (denied && error instanceof Problem && error.code === 'refused')
      return `On record: ${error.detail ?? error.title}`;
    throw error;
  }
};

/** C.1.a: a late charge waived once in twelve months, as a courtesy. */
export const COURTESY: RequestForm<Courtesy> = {
  title: () => 'Waive the late charge?',
  about: () =>
    'The charge is taken back, and what was paid of it goes to what is owed. It is given once in twelve months.',
  confirm: ({ outcome }) =>
    outcome === 'approve' ? 'Waive the charge' : outcome === 'deny' ? 'Refuse the waiver' : 'Ask for a decision',
  start: () => ({ bill: LATEST, outcome: 'approve', reason: '' }),
  Fields: CourtesyFields,
  judge: judgeCourtesy,
  send,
};

type LowIncome = { bill: string };

/** C.1.b: what the household has shown, in one sentence. */
function shownSays(facts: AccountFacts, policy: PolicyParameters | null): string {
  const { household } = facts;
  if (household === null) return 'No program and no declared income on file. Take the proof first.';
  if (!household.verified) return 'What was handed in is not verified yet.';
  const through = policy && lowIncomeThrough(household, policy);
  return through === null
    ? 'What is on file shows no low income.'
    : `What is on file shows a low income through ${civilDay(through, 'year')}.`;
}

/** C.1.b: a late charge waived for a household with a low income. */
export const LOW_INCOME: RequestForm<LowIncome> = {
  title: () => 'Waive the late charge for a low income?',
  about: ({ page, policy }) => shownSays(page.facts, policy),
  confirm: 'Waive the charge',
  start: () => ({ bill: LATEST }),
  Fields: (props) => <Charge {...props} />,
  judge: ({ bill }, { page, policy }) => {
    const billId = billOf(bill);
    const body = { kind: 'low-income', billId, decision: null };
    return only(policy && mayWaiveForLowIncome(page.facts, policy, billId), body);
  },
  send,
};
