import { amount, Button, civilDay, ClauseTag, ClauseTags, Icon } from '@curbstop/ui';
import type { VNode } from 'preact';
import { Trouble } from '../load/trouble.tsx';
import { Unanswered } from '../load/unanswered.tsx';
import type { ForeseenPayment } from './judge.ts';
import type { PaymentSteps } from './use-payment.ts';
import { chargeWords } from './words.ts';

function Falls({ steps, foreseen }: { steps: PaymentSteps; foreseen: ForeseenPayment }): VNode {
  const { day, falls } = foreseen;
  const { facts } = steps.page;
  return (
    <table class="cs-table falls">
      <caption class="cs-unseen">Where it would fall</caption>
      <thead>
        <tr>
          <th scope="col">{day.toCome ? 'As things stand, it would be applied to' : 'Applied to'}</th>
          <th scope="col" class="cs-num">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {falls.parts.map((part) => (
          <tr key={part.chargeId}>
            <td>{chargeWords(part.chargeId, facts)}</td>
            <td class="cs-num">{amount(part.amount)}</td>
          </tr>
        ))}
        {falls.left > 0 && (
          <tr>
            <td>A credit, for what is charged next</td>
            <td class="cs-num">{amount(falls.left)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Foreseen({ steps, foreseen }: { steps: PaymentSteps; foreseen: ForeseenPayment }): VNode {
  const { answer, day } = foreseen;
  if (!answer.granted) {
    return (
      <div class="verdict verdict-no" role="status">
        <p>
          <Icon name="lock" /> <strong>Would be refused.</strong> {answer.says} <ClauseTags clauses={answer.clauses} />
        </p>
        {steps.online && steps.stage.name === 'filling' && (
          <Button kind="quiet" size="small" onClick={steps.send}>
            Put the refusal on record
          </Button>
        )}
      </div>
    );
  }
  if (foreseen.doubt !== null)
    return (
      <div class="verdict verdict-no" role="status">
        <p>
          <Icon name="lock" /> <strong>Kept for a supervisor, not credited.</strong> {foreseen.doubt.message} Check the
          date. <ClauseTag clause={foreseen.doubt.clause} />
        </p>
      </div>
    );
  return (
    <>
      <div class="verdict verdict-yes" role="status">
        <p>
          <Icon name="tick" /> <strong>Counts on {civilDay(day.day, 'week')}.</strong> {day.says}{' '}
          {day.toCome && 'It is credited on that day. '}
          <ClauseTag clause={day.clause} />
        </p>
      </div>
      <Falls steps={steps} foreseen={foreseen} />
    </>
  );
}

/** What the policy says to what is typed; after a failure, what is known and what is safe to do. */
export function PaymentVerdict({ steps }: { steps: PaymentSteps }): VNode {
  const { stage, refused, foreseen, policy } = steps;
  if (stage.name === 'unknown') return <Unanswered what="this payment was counted" why={stage.why} />;
  if (refused) return <Trouble error={refused} />;
  if (foreseen) return <Foreseen steps={steps} foreseen={foreseen} />;
  return (
    <div class="verdict" role="status">
      <p class="cs-muted">
        {policy
          ? 'Enter an amount to see from which day it counts and what it pays.'
          : 'The server decides when it is sent.'}
      </p>
    </div>
  );
}
