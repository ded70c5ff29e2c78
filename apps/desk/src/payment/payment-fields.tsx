import { CARD_BRANDS, CHANNELS, PURPOSES, TENDERS } from '@curbstop/policy';
import { Button, CheckField, ClauseTag, money, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { asksFor, asTyped, changeDue, quickAmounts, referenceHint } from './payment-form.ts';
import type { PaymentSteps } from './use-payment.ts';
import { BRAND_WORDS, CHANNEL_WORDS, METHOD_WORDS, PURPOSE_WORDS } from './words.ts';

const options = <T extends string>(values: readonly T[], words: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, label: words[value] }));
const METHODS = options(TENDERS, METHOD_WORDS);
const WAYS = options(CHANNELS, CHANNEL_WORDS);
const BRANDS = [{ value: '', label: 'Choose' }, ...options(CARD_BRANDS, BRAND_WORDS)];
const MEANT = [{ value: '', label: 'What is owed, oldest first' }, ...options(PURPOSES, PURPOSE_WORDS)];

type Part = { readonly steps: PaymentSteps };

function Amount({ steps, autofocus }: Part & { autofocus: boolean }): VNode {
  const { form, errors, change, page, stage } = steps;
  return (
    <>
      <TextField
        label="Amount in dollars"
        inputMode="decimal"
        autocomplete="off"
        autofocus={autofocus}
        maxLength={16}
        value={form.amount}
        onValue={(amount) => change({ amount })}
        error={errors['amount'] ?? null}
      />
      {steps.amountCheck.check !== 'plain' && (
        <TextField
          label="Type the amount again"
          hint={`${steps.amountCheck.message} J.1`}
          inputMode="decimal"
          autocomplete="off"
          maxLength={16}
          value={form.amountAgain}
          onValue={(amountAgain) => change({ amountAgain })}
          error={errors['amountAgain'] ?? null}
        />
      )}
      <div class="quick" role="group" aria-label="Amounts owed">
        {quickAmounts(page).map((quick) => (
          <Button
            key={quick.label}
            size="small"
            disabled={stage.name !== 'filling'}
            onClick={() => change({ amount: asTyped(quick.cents), purpose: quick.purpose })}
          >
            {quick.label} {money(quick.cents)}
          </Button>
        ))}
      </div>
    </>
  );
}

/** What only some ways to pay need. */
function Besides({ steps }: Part): VNode {
  const { form, errors, change } = steps;
  const asks = asksFor(form);
  const changeBack = changeDue(form);
  return (
    <>
      {asks.brand && (
        <SelectField
          label="Card"
          value={form.brand}
          options={BRANDS}
          onValue={(brand) => change({ brand })}
          error={errors['brand'] ?? null}
        />
      )}
      {asks.valueDate && (
        <TextField
          label="Reaches the bank on"
          hint="Left empty: today. J.3"
          type="date"
          value={form.valueDate}
          onValue={(valueDate) => change({ valueDate })}
          error={errors['valueDate'] ?? null}
        />
      )}
      {asks.forwardedOn && (
        <TextField
          label="Finance has it on"
          hint="Left empty: now. J.2.a"
          type="date"
          value={form.forwardedOn}
          onValue={(forwardedOn) => change({ forwardedOn })}
          error={errors['forwardedOn'] ?? null}
        />
      )}
      {asks.tendered && (
        <TextField
          label="Cash handed over"
          hint={changeBack === null ? 'Left empty: the exact amount' : `Change due: ${money(changeBack)}`}
          inputMode="decimal"
          autocomplete="off"
          maxLength={16}
          value={form.tendered}
          onValue={(tendered) => change({ tendered })}
          error={errors['tendered'] ?? null}
        />
      )}
      {asks.countedBy && (
        <TextField
          label="Counted with"
          hint="Who counted the cash with you. Left empty, a supervisor is asked. J.5"
          autocomplete="off"
          maxLength={80}
          value={form.countedBy}
          onValue={(countedBy) => change({ countedBy })}
          error={errors['countedBy'] ?? null}
        />
      )}
    </>
  );
}

/** J.2.a: offered to a supervisor; others see that it is one's to give. */
function DateBack({ steps }: Part): VNode {
  const { form, errors, change, mayDateBack } = steps;
  if (!mayDateBack)
    return (
      <p class="cs-muted cs-small">
        A supervisor may date it back, with a reason. <ClauseTag clause="J.2.a" />
      </p>
    );
  return (
    <>
      <CheckField
        label={
          <>
            Date it back <ClauseTag clause="J.2.a" />
          </>
        }
        checked={form.datedBack}
        onChecked={(datedBack) => change({ datedBack })}
      />
      {form.datedBack && (
        <div class="form-pair">
          <TextField
            label="Counts from"
            type="date"
            value={form.backTo}
            onValue={(backTo) => change({ backTo })}
            error={errors['backTo'] ?? null}
          />
          <TextField
            label="Why"
            autocomplete="off"
            maxLength={200}
            value={form.backWhy}
            onValue={(backWhy) => change({ backWhy })}
            error={errors['backWhy'] ?? null}
          />
        </div>
      )}
    </>
  );
}

/** The fields of a payment: how much, paid with what, by which way, for what; and what that way needs besides. */
export function PaymentFields({ steps, autofocus = false }: Part & { autofocus?: boolean }): VNode {
  const { form, errors, change, stage } = steps;
  return (
    <fieldset class="form" disabled={stage.name !== 'filling'}>
      <legend class="cs-unseen">The payment</legend>
      <Amount steps={steps} autofocus={autofocus} />
      <div class="form-pair">
        <SelectField
          label="Paid with"
          value={form.method}
          options={METHODS}
          onValue={(method) => change({ method })}
          error={errors['method'] ?? null}
        />
        <SelectField
          label="Channel"
          value={form.channel}
          options={WAYS}
          onValue={(channel) => change({ channel })}
          error={errors['channel'] ?? null}
        />
        <Besides steps={steps} />
      </div>
      <div class="form-pair">
        <TextField
          label="Reference"
          hint={referenceHint(form.method)}
          autocomplete="off"
          maxLength={80}
          value={form.reference}
          onValue={(reference) => change({ reference })}
          error={errors['reference'] ?? errors['trace'] ?? null}
        />
        <SelectField
          label="Apply to"
          hint="As the payer says"
          value={form.purpose}
          options={MEANT}
          onValue={(purpose) => change({ purpose })}
          error={errors['purpose'] ?? null}
        />
      </div>
      <DateBack steps={steps} />
    </fieldset>
  );
}
