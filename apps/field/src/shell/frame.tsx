import { Button, ClauseTags, Strip, useObservable } from '@curbstop/ui';
import type { RunningPermit } from '@curbstop/ui';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { turned } from '../job/machine.ts';
import { cashierAnswers } from '../outbox/cashier.ts';
import { shortTime } from '../tablet/short-time.ts';
import { useCityNow, useCrew, useFormats, useStops, useTablet } from '../tablet/use-tablet.ts';
import { go } from './route.ts';
import type { Route } from './route.ts';
import type { Update } from './update.ts';

/** The permit whose countdown belongs to what is on the screen. */
function usePermit(route: Route, now: number): RunningPermit | null {
  const { drafts, permits } = useTablet();
  useObservable(permits.proofs);
  const { exact } = useFormats();
  const { all } = useStops();
  const orderId = route.page === 'job' || route.page === 'cannot' ? route.orderId : 0;
  const draft = useObservable(drafts.of(orderId));
  const answer = draft.gate?.answer;
  const job = all.find((stop) => stop.job.orderId === orderId)?.job;
  if (!answer?.mayClose || !job || job.recall || turned(draft) || draft.endedAt !== null) return null;
  // A permit that is not proven is no permit, and counts down nothing.
  if (permits.standing(draft.gate, job).kind === 'unproven') return null;
  const { issuedAt, expiresAt } = answer.permit;
  // Long over, its bar says nothing any more; the lock on the slide still does.
  if (now - expiresAt > 12 * 3_600_000) return null;
  return { issuedAt, expiresAt, ends: exact(expiresAt) };
}

/** What stands around every screen: the strip, never hidden, and what the crew must be told wherever it is. */
export function Frame({
  route,
  update,
  children,
}: {
  route: Route;
  update: Update;
  children: ComponentChildren;
}): VNode {
  const tablet = useTablet();
  const crew = useCrew();
  const now = useCityNow();
  const formats = useFormats();
  const network = useObservable(tablet.network.state);
  const { today } = useObservable(tablet.day.state);
  const { waiting, refused } = useObservable(tablet.queue);
  const permit = usePermit(route, now);
  const main = useRef<HTMLElement>(null);
  useEffect(() => main.current?.focus({ preventScroll: true }), [route.page, 'orderId' in route ? route.orderId : 0]);
  return (
    <div class="f-app">
      <Strip
        online={network.online}
        offlineSince={shortTime(formats.time(network.since))}
        listAsOf={today ? shortTime(formats.time(today.now)) : 'never'}
        unsent={waiting.filter((record) => record.crewId === crew.crewId).length}
        refused={refused.length}
        onOutbox={() => go({ page: 'outbox' })}
        who={[today?.truck, crew.name].filter(Boolean).join(' · ')}
        time={formats.time(now)}
        now={now}
        permit={permit}
      >
        <button
          type="button"
          class="f-menu"
          aria-label="This tablet: look, day, sign out"
          onClick={() => go({ page: 'tablet' })}
        >
          <svg
            width="24"
            height="24"
            viewBox="0 0 20 20"
            fill="none"
            stroke="currentColor"
            stroke-width="2.2"
            stroke-linecap="round"
            aria-hidden="true"
          >
            <path d="M3 5h14M3 10h14M3 15h14" />
          </svg>
        </button>
      </Strip>
      <Notices route={route} update={update} />
      <main class="f-main" ref={main} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Notices({ route, update }: { route: Route; update: Update }): VNode {
  const { saving, queue, defect, outbox, answers, cashier, cleared, day } = useTablet();
  const { today } = useObservable(day.state);
  const found = cashierAnswers(today?.jobs ?? [], useObservable(cashier.read));
  const empty = useObservable(cleared);
  const open = useObservable(answers.open);
  const trouble = useObservable(saving.trouble);
  const said = useObservable(defect);
  const { full, loss } = useObservable(queue);
  const ready = useObservable(update.ready);
  // Never in the middle of a job.
  const offerUpdate = ready && route.page !== 'job' && route.page !== 'cannot';
  return (
    <div role="status" class="f-notices">
      {open.map(({ id, says, clauses }) => (
        <p key={id} class="f-notice f-stop">
          <span class="cs-grow">
            <strong>{says}</strong> <ClauseTags clauses={clauses} />
          </span>
          <Button onClick={() => answers.read(id)}>OK</Button>
        </p>
      ))}
      {found.map(({ key, message }) => (
        <p key={key} class="f-notice">
          <span class="cs-grow">
            <strong>{message}</strong>
          </span>
          <Button onClick={() => cashier.dismiss(key)}>OK</Button>
        </p>
      ))}
      {(trouble !== null || full) && (
        <p class="f-notice f-stop">{trouble ?? 'This tablet has no storage left. The last action was not saved.'}</p>
      )}
      {loss && (
        <p class="f-notice f-stop">
          <span class="cs-grow">
            The browser cleared this tablet’s storage.{' '}
            {loss.waiting > 0
              ? `${loss.waiting} not sent are gone: tell dispatch what you did.`
              : 'Everything had been sent.'}
          </span>
          <Button onClick={() => outbox.dismissLoss()}>{loss.waiting > 0 ? 'I told them' : 'OK'}</Button>
        </p>
      )}
      {empty && (
        <p class="f-notice f-stop">
          <span class="cs-grow">
            You are signed in, but this tablet’s storage is empty: the browser cleared it. Tell dispatch what you did
            since your last signal.
          </span>
          <Button onClick={() => cleared.set(false)}>I told them</Button>
        </p>
      )}
      {said !== null && (
        <p class="f-notice f-stop">
          <span class="cs-grow">Something in this app went wrong: {said}. What you entered is kept.</span>
          <Button onClick={() => defect.set(null)}>Close</Button>
        </p>
      )}
      {offerUpdate && (
        <p class="f-notice">
          <span class="cs-grow">A newer version of this app is ready. It keeps everything you have.</span>
          <Button onClick={update.take}>Load it now</Button>
        </p>
      )}
    </div>
  );
}
