import { accountOpened } from '@curbstop/contracts';
import type { AccountOpened, AccountPage } from '@curbstop/contracts';
import { accountNumber, Button, Chip, civilDay, money, useFirstWrong } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { inWords } from '../account/facts.ts';
import { Trouble } from '../load/trouble.tsx';
import type { RequestForm } from '../requests/form.ts';
import { lockOf, State } from '../requests/request-dialog.tsx';
import { useRequest } from '../requests/use-request.ts';
import { hrefOf } from '../routes.ts';
import { SignUpFields } from './sign-up-fields.tsx';
import { EMPTY_SIGN_UP, judgeSignUp, wishOf } from './sign-up-form.ts';
import type { SignUp } from './sign-up-form.ts';
import { usePreview } from './use-preview.ts';
import { openingEffect } from './words.ts';

export interface SignUpCardProps {
  readonly page: AccountPage;
  readonly servicePointId: number;
  /** An account was opened: the place is to be read again. */
  readonly onDone: () => void;
}

/** The place, and who has it now. */
function Place({ page }: { page: AccountPage }): VNode {
  const { premise, status, customer, service } = page;
  return (
    <div class="place">
      <h2 class="place-name">{premise.address}</h2>
      <p class="cs-muted">
        {status === 'active' ? `${customer.name} is the customer` : `${customer.name} was the last customer`} · account{' '}
        {accountNumber(page.number)} · {inWords(premise.dwelling).toLowerCase()} · route group {premise.routeGroup}
      </p>
      <Chip tone={service === 'on' ? 'ok' : 'stop'}>{service === 'on' ? 'Water on' : 'Water off'}</Chip>
    </div>
  );
}

function Opened({ it: each }: { it: AccountOpened }): VNode {
  return (
    <div class="receipt" role="status" tabIndex={-1} ref={(box: HTMLDivElement | null) => box?.focus()}>
      <p>
        <strong>{each.says}</strong>
      </p>
      <p>
        <a href={hrefOf({ name: 'account', accountId: each.accountId, tab: 'ledger' })}>
          Account {accountNumber(each.number)}
        </a>
        , from {civilDay(each.from, 'week')}.{each.deposit > 0 && ` ${money(each.deposit)} is to be paid there first.`}
      </p>
    </div>
  );
}

/** The request form of a place: filled in, previewed by the server, sent once. */
export function SignUpCard({ page, servicePointId, onDone }: SignUpCardProps): VNode {
  const [opened, setOpened] = useState<AccountOpened | null>(null);
  const [typed, setTyped] = useState<SignUp>(EMPTY_SIGN_UP);
  const { answer: preview, error } = usePreview(wishOf(typed, servicePointId));
  const form: RequestForm<SignUp> = {
    title: () => 'Open an account',
    about: () => '',
    confirm: 'Open the account',
    start: () => EMPTY_SIGN_UP,
    Fields: SignUpFields,
    judge: (values, basis) => judgeSignUp(values, basis, servicePointId, preview),
    send: async (api, _, { body }, idempotencyKey) => {
      const answer = await api.post('/api/openings', body, accountOpened, { idempotencyKey });
      setOpened(answer);
      return answer.says;
    },
  };
  const steps = useRequest('request-open', form, page, { onDone, onClose: () => undefined });
  const { values, errors, stage, basis } = steps;
  // The preview is of what stands in the form, also of what was found again in it.
  useEffect(() => setTyped(values), [values]);
  const card = useRef<HTMLFormElement>(null);
  const sent = useFirstWrong(card, stage.name === 'sending');
  if (opened) {
    return (
      <section class="cs-card card-pad sign-up">
        <Place page={page} />
        <Opened it={opened} />
      </section>
    );
  }
  return (
    <section class="cs-card card-pad sign-up">
      <Place page={page} />
      <form
        ref={card}
        onSubmit={(event: Event) => {
          event.preventDefault();
          if (lockOf(steps) !== null) return;
          sent();
          steps.send();
        }}
      >
        {steps.found && stage.name === 'filling' && <p class="cs-small">What you typed before is here again.</p>}
        <fieldset class="form" disabled={stage.name !== 'filling'}>
          <legend class="cs-unseen">The request form</legend>
          <SignUpFields values={values} errors={errors} change={steps.change} basis={basis} />
        </fieldset>
        {preview?.granted === true && (
          <ul class="effect">
            {openingEffect(preview, page).map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        )}
        <State steps={steps} />
        <Trouble error={error} unknown="The server decides when it is sent." />
        <p class="sign-up-foot">
          <Button type="submit" kind="primary" refused={lockOf(steps)} busy={stage.name === 'sending'}>
            {stage.name === 'unknown' ? 'Send the same again' : 'Open the account'}
          </Button>
        </p>
      </form>
    </section>
  );
}
