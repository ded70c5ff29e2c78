import type { DispatchOrder, FieldReport } from '@curbstop/contracts';
import { dialWords } from '@curbstop/policy';
import { Failed } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useBoard } from '../board/board.ts';
import { whyNot } from '../board/why-not.ts';
import { useFormats } from '../top/use-formats.ts';

type Answer =
  | { readonly came: 'no'; readonly message: string }
  | { readonly came: 'yes'; readonly evidence: FieldReport['evidence'] };

/** What the crew proved and what that leaves in doubt: how far it was, why, and why there is no position. */
export function FromTheField({ order }: { order: DispatchOrder }): VNode | null {
  const { deeds } = useBoard();
  const formats = useFormats();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [tries, setTries] = useState(0);
  const finished = order.state === 'completed';
  useEffect(() => {
    if (!finished) return undefined;
    let shown = true;
    deeds.fieldReport(order.orderId).then(
      ({ evidence }) => shown && setAnswer({ came: 'yes', evidence }),
      (failure: unknown) => shown && setAnswer({ came: 'no', message: whyNot(failure) }),
    );
    return () => {
      shown = false;
    };
  }, [finished, order.orderId, order.version, tries]);
  if (!finished || answer === null) return null;
  if (answer.came === 'no')
    return (
      <Failed title="What the crew sent did not load" onRetry={() => setTries(tries + 1)}>
        {answer.message}
      </Failed>
    );
  // A remote valve proves itself.
  if (answer.evidence === null) return null;
  const { body, doubts, receivedAt } = answer.evidence;
  return (
    <section class={`d-field${doubts.length > 0 ? ' d-doubted' : ''}`} aria-label="From the field">
      <p>
        <strong>{doubts.length === 0 ? 'The evidence is whole' : 'To look at'}</strong>, sent{' '}
        {formats.exact(receivedAt)}.
      </p>
      {doubts.length > 0 && (
        <ul>
          {doubts.map((says) => (
            <li key={says}>{says}</li>
          ))}
        </ul>
      )}
      {body.newMeter != null && (
        <p>
          Meter {body.meterSerial} out, meter {body.newMeter.serial} in at{' '}
          {dialWords(body.newMeter.register, body.newMeter.dial)}.
        </p>
      )}
      {body.note !== '' && <p>Note: {body.note}</p>}
    </section>
  );
}
