import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { count } from '../format.ts';

/** Nothing to show, and why. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }): VNode {
  return (
    <div class="cs-state cs-empty">
      <strong>{title}</strong>
      <p>{children}</p>
    </div>
  );
}

export interface FailedProps {
  /** What did not happen: `The list did not load`. */
  readonly title: string;
  /** What is kept and why it failed. */
  readonly children?: ComponentChildren;
  /** Seconds until it is tried again by itself. */
  readonly againIn?: number;
  readonly onRetry?: () => void;
}

/** Something failed: what is kept, and what happens next. */
export function Failed({ title, children, againIn, onRetry }: FailedProps): VNode {
  return (
    <div class="cs-state cs-failed" role="alert">
      <strong>{title}</strong>
      <p>
        {children} {againIn !== undefined && `Trying again in ${againIn} s.`}{' '}
        {onRetry && (
          <button type="button" class="cs-link" onClick={onRetry}>
            Try now
          </button>
        )}
      </p>
    </div>
  );
}

/** No network: since when, how old what is seen is, and what waits. Times are written (`11:21 am`). */
export function Offline({ since, seenFrom, unsent = 0 }: { since: string; seenFrom: string; unsent?: number }): VNode {
  return (
    <div class="cs-state cs-offline" role="status">
      <strong>No network since {since}</strong>
      <p>
        What you see is from {seenFrom}.{unsent > 0 && ` ${count(unsent, 'action')} not sent.`}
      </p>
    </div>
  );
}

/** What is being fetched, in words; shown only when it takes longer than a blink. */
export function Loading({ what }: { what: string }): VNode {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 250);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="cs-state cs-loading" role="status" aria-busy="true">
      {late && <p>Fetching {what}</p>}
    </div>
  );
}
