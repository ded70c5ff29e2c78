import { outboxFile } from '@curbstop/outbox';
import type { OutboxRecord } from '@curbstop/outbox';
import { Button, ClauseTags, Empty, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { go } from '../shell/route.ts';
import { storageWords } from '../shell/storage.ts';
import { useStorage } from '../shell/tablet-page.tsx';
import { useCityNow, useCrew, useFormats, useTablet } from '../tablet/use-tablet.ts';
import { OutboxIcon } from './outbox-icon.tsx';
import { saveFile } from './save-file.ts';
import { actionWords, troubleWords } from './words.ts';

const ORDINALS = ['1st', '2nd', '3rd'];
const place = (index: number): string => ORDINALS[index] ?? `${index + 1}th`;

/** Everything that is not answered yet, what was refused, and the last that arrived. */
export function OutboxPage(): VNode {
  return (
    <section class="f-page">
      <header class="f-head">
        <h1>Outbox</h1>
        <Button icon="back" onClick={() => go({ page: 'stops' })}>
          My stops
        </Button>
      </header>
      <OutboxPanel />
    </section>
  );
}

/** Addresses of the orders that the queue speaks of. */
function useAddress(): (orderId: number) => string {
  const { today } = useObservable(useTablet().day.state);
  return (orderId) => today?.jobs.find((job) => job.orderId === orderId)?.address ?? `Order ${orderId}`;
}

/** The queue itself; stands on its own page, and beside a job that the network keeps from going on. */
export function OutboxPanel(): VNode {
  const { queue, outbox, sent, clock, onError } = useTablet();
  const crew = useCrew();
  const formats = useFormats();
  const view = useObservable(queue);
  const arrived = useObservable(sent);
  const now = useCityNow();
  const storage = useStorage();
  const addressOf = useAddress();
  const save = (): void => {
    outbox
      .records()
      .then((records) => saveFile(outboxFile(records, clock.now())))
      .catch(onError);
  };
  const own = view.waiting.filter((record) => record.crewId === crew.crewId);
  const again = view.nextTryAt === null ? null : Math.max(0, Math.ceil((view.nextTryAt - now) / 1_000));
  return (
    <div class="f-outbox">
      <div class="f-outbox-head">
        <div class="cs-grow">
          <h2>{own.length === 0 ? 'All sent' : `${own.length} not sent`}</h2>
          <p class="cs-muted">
            {troubleWords(view, crew.crewId) ??
              (view.sending ? 'Sending now.' : 'Every action is kept here until the server has answered.')}
            {again !== null && ` Tries again in ${again} s.`}
          </p>
        </div>
        <Button onClick={() => outbox.flush().catch(onError)} busy={view.sending} disabled={own.length === 0}>
          Try now
        </Button>
      </div>
      {view.refused.map((record) => (
        <Refused key={record.action.id} record={record} address={addressOf(record.action.orderId)} />
      ))}
      {view.waiting.length + view.refused.length + arrived.length === 0 && (
        <Empty title="Nothing waits">What you do at a stop stands here until the server has it.</Empty>
      )}
      <ul class="f-outbox-list">
        {view.waiting.map(({ action, state, crewId }, index) => (
          <li key={action.id}>
            <OutboxIcon arrived={false} />
            <span class="cs-grow">
              <strong>
                {addressOf(action.orderId)}: {actionWords(action)}
              </strong>
              <span>
                {formats.exact(action.deviceAt)} ·{' '}
                {crewId === crew.crewId ? `goes ${place(index)}` : 'waits for its own crew'}
              </span>
            </span>
            <span>{state === 'sent' ? 'no answer yet' : 'not sent'}</span>
          </li>
        ))}
        {arrived.map((action) => (
          <li key={action.id}>
            <OutboxIcon arrived />
            <span class="cs-grow">
              <strong>
                {addressOf(action.orderId)}: {actionWords(action)}
              </strong>
              <span>{formats.exact(action.deviceAt)}</span>
            </span>
            <span>sent</span>
          </li>
        ))}
      </ul>
      <div class="f-outbox-foot">
        <p>
          {storage ? storageWords(storage) : 'Asking the browser about storage'}
          {own.length > 0 && ' · sign-out is locked until all is sent'}
        </p>
        <Button onClick={save}>Save outbox to a file</Button>
      </div>
    </div>
  );
}

function Refused({ record, address }: { record: OutboxRecord; address: string }): VNode {
  const { outbox, onError } = useTablet();
  const formats = useFormats();
  const { action, result } = record;
  return (
    <div class="f-refused" role="alert">
      <div class="cs-grow">
        <strong>
          Refused: {address}, {actionWords(action)} ({formats.exact(action.deviceAt)})
        </strong>
        <p>
          {result?.says} <ClauseTags clauses={result?.clauses ?? []} />
        </p>
      </div>
      <Button onClick={() => outbox.dismiss(action.id).catch(onError)}>I have seen it</Button>
    </div>
  );
}
