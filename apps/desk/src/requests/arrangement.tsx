import { assistance, signedArrangement } from '@curbstop/contracts';
import { coveredBills, mayRequestArrangement, maySignArrangement, residueOf, usualPlan } from '@curbstop/policy';
import { CheckField, civilDay, money, SelectField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { KINDS } from '../cases/words.ts';
import { only, saying, told } from './form.ts';
import type { Basis, FieldsProps, Judged, RequestForm } from './form.ts';
import { reviewSays } from './papers.tsx';
import { TERMS_OF } from './plan-fields.tsx';
import { PlanPreview } from './plan-preview.tsx';
import { billIdsOf, EMPTY_PLAN, kindOf, wishOf } from './plan-wish.ts';
import type { PlanValues } from './plan-wish.ts';
import { usePlanPreview } from './use-plan-preview.ts';

/** I.1: the water is held while the city reviews the wish for a plan. */
export const HOLD: RequestForm<Record<string, never>> = {
  title: () => 'Hold while a plan is reviewed?',
  about: () => 'A turn-off that is on its way is called off. The city offers a plan, or writes why not.',
  confirm: 'Hold and review',
  start: () => ({}),
  Fields: () => <></>,
  judge: (_, { page, policy, now }) => {
    const answer = mayRequestArrangement(page.facts);
    // Under an offer the answer of the city is there already.
    const offered = page.facts.arrangements.some((each) => each.state === 'offered');
    if (policy === null) return only(null);
    return only(saying(answer, offered ? 'A plan is offered already.' : reviewSays(page.facts, policy, now)));
  },
  send: async (api, accountId, judged, idempotencyKey) => {
    await api.post(`/api/accounts/${accountId}/arrangement-requests`, judged.body, assistance, { idempotencyKey });
    return told(judged, 'The request is taken.');
  },
};

const OPTIONS = [
  { value: 'amortization', label: `${KINDS.amortization}, I.3` },
  { value: 'schedule', label: `${KINDS.schedule}, I.4` },
  { value: 'reduction', label: `${KINDS.reduction}, I.5` },
  { value: 'deferral', label: `${KINDS.deferral}, I.6` },
];

function judge(values: PlanValues, { page, policy, now }: Basis): Judged {
  const { wish, errors } = wishOf(values);
  if (wish === null || policy === null) return { answer: null, errors, body: wish };
  const { granted, clauses, says } = maySignArrangement(page.facts, policy, now, wish);
  return { answer: { granted, clauses, says }, errors, body: wish };
}

/** Bills to choose from where there are several; one always stays. */
function Covered({ values, change, basis }: FieldsProps<PlanValues>): VNode | null {
  const unpaid = coveredBills(basis.page.facts, null);
  if (unpaid.length < 2) return null;
  const chosen = billIdsOf(values.bills) ?? unpaid.map((bill) => bill.billId);
  const toggle = (billId: number, on: boolean): void => {
    const ids = unpaid.map((bill) => bill.billId).filter((each) => (each === billId ? on : chosen.includes(each)));
    if (ids.length > 0) change({ bills: ids.length === unpaid.length ? '' : ids.join(',') });
  };
  return (
    <div role="group" aria-label="Bills that the plan covers" class="plan-bills">
      {unpaid.map((bill) => (
        <CheckField
          key={bill.billId}
          label={`Bill ${bill.number} of ${civilDay(bill.billDate)}, ${money(residueOf(bill))}`}
          checked={chosen.includes(bill.billId)}
          onChecked={(on) => toggle(bill.billId, on)}
        />
      ))}
    </div>
  );
}

function Fields(props: FieldsProps<PlanValues>): VNode {
  const { values, change, basis } = props;
  const { page, policy, now } = basis;
  const { wish } = wishOf(values);
  const server = usePlanPreview(page.accountId, wish);
  const here = wish && policy && maySignArrangement(page.facts, policy, now, { ...wish, signed: true });
  const PolicyParameters = TERMS_OF[kindOf(values)];
  return (
    <div class="plan">
      <div class="plan-terms">
        <SelectField label="Kind of plan" value={values.kind} options={OPTIONS} onValue={(kind) => change({ kind })} />
        <Covered {...props} />
        <PolicyParameters {...props} />
        <CheckField
          label="The customer has signed it"
          checked={values.signed}
          onChecked={(signed) => change({ signed })}
        />
      </div>
      <PlanPreview here={here} server={server} />
    </div>
  );
}

/** I.2 to I.6: an arrangement of one of the four kinds, signed. */
export const SIGN: RequestForm<PlanValues> = {
  title: (page) => `Sign a payment plan with ${page.customer.name}?`,
  about: () => 'The water stays on for the bills it covers, as long as the plan is kept and new bills are paid.',
  confirm: 'Sign the plan',
  wide: true,
  start: ({ page }) => {
    const offered = page.facts.arrangements.find((each) => each.state === 'offered');
    return { ...EMPTY_PLAN, kind: usualPlan(offered?.kind ?? 'amortization').kind };
  },
  Fields,
  judge,
  send: async (api, accountId, { body }, idempotencyKey) => {
    const { total } = await api.post(`/api/accounts/${accountId}/arrangements`, body, signedArrangement, {
      idempotencyKey,
    });
    return `The plan is signed, over ${money(total)} in all. The letter goes out today.`;
  },
};
