import { publishedPolicy, reconnectionAnswer } from '@curbstop/contracts';
import type { AccountPage, ReconnectionAnswer } from '@curbstop/contracts';
import { instant } from '@curbstop/policy';
import {
  CheckField,
  ClauseTag,
  ClauseTags,
  Dialog,
  Icon,
  kindWord,
  money,
  newId,
  Problem,
  stateWord,
  useNow,
} from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { whyFailed } from '../load/says.ts';
import { useLoaded } from '../load/use-loaded.ts';
import { useWayOut } from '../payment/use-way-out.ts';
import { quoteFor } from './quote.ts';
import type { ReconnectionQuote } from './quote.ts';

export interface ReconnectionDialogProps {
  readonly page: AccountPage;
  readonly formats: CityFormats;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Quote({
  quote,
  consent,
  formats,
}: {
  quote: ReconnectionQuote;
  consent: boolean;
  formats: CityFormats;
}): VNode {
  return (
    <dl class="quote">
      <div>
        <dt>Asked</dt>
        <dd>
          {quote.afterHours ? 'after hours' : 'in office hours'} <ClauseTag clause="F.3" />
        </dd>
      </div>
      <div>
        <dt>Fee</dt>
        <dd>
          {money(quote.fee)} <ClauseTag clause={quote.clause} />
        </dd>
      </div>
      <div>
        <dt>Past due and fees charged before</dt>
        <dd>
          {money(quote.owed)} <ClauseTag clause="F.2" />
        </dd>
      </div>
      <div class="quote-total">
        <dt>{quote.afterHours && consent ? 'To pay the next morning' : 'To pay before the water comes on'}</dt>
        <dd>{money(quote.total)}</dd>
      </div>
      <div>
        <dt>The crew goes no earlier than</dt>
        <dd>{formats.dayTime(quote.from)}</dd>
      </div>
    </dl>
  );
}

function Answer({ answer }: { answer: ReconnectionAnswer }): VNode {
  const box = useWayOut();
  return (
    <div role="status" class="receipt" ref={box}>
      <p>{answer.says}</p>
      <dl class="quote">
        <div>
          <dt>Order</dt>
          <dd>
            {kindWord(answer.kind)}, {stateWord(answer.state).toLowerCase()}
          </dd>
        </div>
        <div>
          <dt>Fee</dt>
          <dd>
            {money(answer.fee)} <ClauseTag clause={answer.feeClause} />
          </dd>
        </div>
        <div class="quote-total">
          <dt>Still to pay before the water comes on</dt>
          <dd>{money(answer.toPay)}</dd>
        </div>
      </dl>
    </div>
  );
}

/** Ask for the water back: fee and class, the customer's consent after hours, and what is still to be paid. */
export function ReconnectionDialog({ page, formats, onClose, onDone }: ReconnectionDialogProps): VNode {
  const { api, clock } = useDesk();
  const now = useNow(clock, 1_000);
  const [key] = useState(() => newId());
  const [consent, setConsent] = useState(false);
  const [sending, setSending] = useState(false);
  const [answer, setAnswer] = useState<ReconnectionAnswer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const policy = useLoaded('policy', (signal) => api.get('/api/policy', publishedPolicy, { signal })).data;
  const quote = policy && quoteFor(page, policy, instant(now), consent);
  const mayChoose = quote === null || quote.afterHours;

  const send = (): void => {
    setSending(true);
    setError(null);
    api
      .post(
        `/api/accounts/${page.accountId}/reconnection`,
        { afterHoursConsent: mayChoose && consent },
        reconnectionAnswer,
        { idempotencyKey: key },
      )
      .then((given) => {
        setAnswer(given);
        onDone();
      })
      .catch((reason: unknown) => setError(reason))
      .finally(() => setSending(false));
  };

  if (answer) {
    return (
      <Dialog open title="Reconnection is asked for" cancel="Done" onClose={onClose}>
        <Answer answer={answer} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      title={`Request reconnection at ${page.premise.address}?`}
      confirm="Ask for reconnection"
      busy={sending}
      onConfirm={send}
      onClose={onClose}
    >
      <p>
        The fee is charged to the account at once.{' '}
        {mayChoose && consent
          ? 'After hours the crew goes now, and everything is paid the next morning.'
          : 'The crew goes when everything below is paid.'}
      </p>
      {quote ? (
        <Quote quote={quote} consent={consent} formats={formats} />
      ) : (
        <p>The fee is told when it is asked for.</p>
      )}
      {mayChoose && (
        <CheckField
          checked={consent}
          onChecked={setConsent}
          label={
            <>
              The customer agrees to the after-hours fee and pays everything by 10:00 am of the next business day{' '}
              <ClauseTag clause="F.3.b" />
            </>
          }
        />
      )}
      <div role="alert">
        {error !== null && (
          <p class="cs-error">
            <Icon name="warning" /> {whyFailed(error)}{' '}
            {error instanceof Problem ? <ClauseTags clauses={error.clauses} /> : 'Ask again: it counts once.'}
          </p>
        )}
      </div>
    </Dialog>
  );
}
