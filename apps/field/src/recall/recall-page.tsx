import { ClauseTags, money, useObservable } from '@curbstop/ui';
import { KINDS } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { go } from '../shell/route.ts';
import { sayWhy } from '../tablet/saving.ts';
import { shortTime } from '../tablet/short-time.ts';
import { useCrew, useFormats, useTablet } from '../tablet/use-tablet.ts';
import type { Recalled } from './due.ts';
import { deedOf } from './deed.ts';
import { recallWords } from './words.ts';

/** STOP over the whole screen, with sound and shaking, until the crew has said which way the valve is. */
export function RecallPage({ due }: { due: Recalled }): VNode {
  const { outbox, recalls, alarm, drafts, queue } = useTablet();
  const crew = useCrew();
  const formats = useFormats();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const first = useRef<HTMLHeadingElement>(null);
  const { job, recall, heardAt } = due;
  useEffect(() => {
    first.current?.focus();
    return alarm.ring();
  }, [alarm]);

  const answer = (valve: 'open' | 'closed'): void => {
    if (saving) return;
    setSaving(true);
    outbox
      .add({ type: 'recall-seen', orderId: job.orderId, baseVersion: job.version, valve }, crew.crewId)
      .then(() => {
        recalls.answered(due);
        go({ page: 'stops' });
      })
      .catch((error: unknown) => {
        setTrouble(sayWhy(error));
        setSaving(false);
      });
  };
  const draft = useObservable(drafts.of(job.orderId));
  const { waiting } = useObservable(queue);
  const deed = deedOf(
    draft,
    waiting.map((record) => record.action),
  );
  const words = recallWords(KINDS.get(job.kind)?.effect ?? 'none', deed, (at) => shortTime(formats.time(at)));
  const paid = recall.paid !== null;
  return (
    <div
      class="f-recall"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="recall-title"
      aria-describedby="recall-why"
    >
      <div class="f-recall-top">
        <strong>Order {job.number} recalled</strong>
        <span class="cs-grow" />
        <span>
          {paid ? 'Paid' : 'Called off'} {formats.exact(recall.at)} · reached you {formats.exact(heardAt)} · the sound
          stops when you answer
        </span>
      </div>
      <div class="f-recall-main">
        <svg class="f-recall-sign" viewBox="0 0 240 240" aria-hidden="true">
          <path d="M72 6h96l66 66v96l-66 66H72L6 168V72z" fill="#000000" />
          <rect x="102" y="48" width="36" height="98" rx="18" fill="#ffffff" />
          <circle cx="120" cy="182" r="21" fill="#ffffff" />
        </svg>
        <h1 id="recall-title" ref={first} tabIndex={-1}>
          {paid ? 'STOP – PAID' : 'STOP'}
        </h1>
        <p class="f-recall-lead">{words.lead}</p>
        <div class="f-recall-card" id="recall-why">
          <p class="f-recall-address">{job.address}</p>
          <p>{words.detail}</p>
          <p>
            {recall.paid !== null && !recall.says.includes(money(recall.paid)) && (
              <>
                Paid <strong>{money(recall.paid)}</strong>.{' '}
              </>
            )}
            {recall.says} <ClauseTags clauses={recall.clauses} />
          </p>
          {trouble !== null && (
            <p role="alert">
              <strong>{trouble}</strong>
            </p>
          )}
        </div>
      </div>
      <div class="f-recall-foot">
        <p>{words.question}</p>
        {words.answers.map(({ valve, says }, index) => (
          <button key={valve} type="button" class={index === 0 ? 'f-recall-open' : ''} onClick={() => answer(valve)}>
            {says}
          </button>
        ))}
      </div>
    </div>
  );
}
