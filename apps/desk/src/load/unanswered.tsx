import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

export interface UnansweredProps {
  /** What may have been done or not: `this payment was counted`. */
  readonly what: string;
  readonly why: string;
}

/**
 * A form that was sent and never answered. Its fields are shut by then, and the keyboard with them: it goes to the one thing that
 * is safe, to send the same again.
 */
export function Unanswered({ what, why }: UnansweredProps): VNode {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.closest('form')?.querySelector<HTMLElement>('button[type="submit"]')?.focus(), []);
  return (
    <div class="cs-state cs-failed" role="alert" ref={box}>
      <strong>It is not known whether {what}</strong>
      <p>{why} Send the same again: it counts once. It is kept here if you leave.</p>
    </div>
  );
}
