import { payInstalment, receipt } from '@curbstop/contracts';
import { dayOf, mayPayInstalment, standingArrangement } from '@curbstop/policy';
import { Button, money, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { asTyped, typedCents } from '../payment/payment-form.ts';
import { checked, saying } from './form.ts';
import type { Basis, FieldsProps, Judged, RequestForm } from './form.ts';
import { instalmentAmounts, instalmentSays, unpaidOf } from './instalment.ts';

type Instalment = { amount: string };

function judge({ amount }: Instalment, { page, policy, now }: Basis): Judged {
  const cents = typedCents(amount);
  const answer = mayPayInstalment(page.facts);
  if (cents === null)
    return {
      answer: answer.granted ? null : answer,
      errors: { amount: 'Give the amount in dollars and cents, such as 27.16.' },
      body: null,
    };
  const { value, errors } = checked(payInstalment, { amount: cents });
  const plan = standingArrangement(page.facts);
  const says = plan && policy ? instalmentSays(cents, plan, dayOf(now, policy.timeZone)) : answer.says;
  return { answer: saying(answer, says), errors, body: value };
}

function Fields({ values, errors, change, basis: { page, policy, now } }: FieldsProps<Instalment>): VNode {
  const plan = standingArrangement(page.facts);
  return (
    <>
      <TextField
        label="Amount in dollars"
        hint="Cash, at the counter."
        inputMode="decimal"
        autocomplete="off"
        maxLength={16}
        value={values.amount}
        onValue={(amount) => change({ amount })}
        error={errors['amount'] ?? null}
      />
      <div class="quick" role="group" aria-label="Amounts of the plan">
        {plan &&
          policy &&
          instalmentAmounts(plan, dayOf(now, policy.timeZone)).map(({ label, cents }) => (
            <Button key={label} size="small" onClick={() => change({ amount: asTyped(cents) })}>
              {label} {money(cents)}
            </Button>
          ))}
      </div>
    </>
  );
}

/** I.3.c: cash toward the arrangement in force. */
export const INSTALMENT: RequestForm<Instalment> = {
  title: (page) => `Take an instalment from ${page.customer.name}?`,
  about: ({ page }) => {
    const plan = standingArrangement(page.facts);
    return plan === null
      ? 'No plan is in force.'
      : `${money(unpaidOf(plan))} of the plan is not paid. It goes to the oldest instalment first; a mistake is reversed, never edited.`;
  },
  confirm: ({ amount }) => {
    const cents = typedCents(amount);
    return cents === null ? 'Take the instalment' : `Take ${money(cents)}`;
  },
  start: ({ page, policy, now }) => {
    const plan = standingArrangement(page.facts);
    const [first] = plan && policy ? instalmentAmounts(plan, dayOf(now, policy.timeZone)) : [];
    return { amount: first ? asTyped(first.cents) : '' };
  },
  Fields,
  judge,
  send: async (api, accountId, { body }, idempotencyKey) => {
    const { amount, says, balance, paymentId } = await api.post(
      `/api/accounts/${accountId}/instalments`,
      body,
      receipt,
      {
        idempotencyKey,
      },
    );
    return `${money(amount)} is taken. ${says} ${money(balance)} is owed in all now. Payment number ${paymentId}.`;
  },
};
