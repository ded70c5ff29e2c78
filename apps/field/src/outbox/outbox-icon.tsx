import type { VNode } from 'preact';

/** A clock while it waits, a tick when the server has it. */
export function OutboxIcon({ arrived }: { arrived: boolean }): VNode {
  return (
    <svg
      class={arrived ? 'f-arrived' : 'f-waits'}
      width="26"
      height="26"
      viewBox="0 0 26 26"
      fill="none"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {arrived ? (
        <>
          <circle cx="13" cy="13" r="11.500" fill="currentColor" />
          <path d="M7.500 13.500l4 4 7-8.500" stroke="var(--surface)" stroke-width="3" />
        </>
      ) : (
        <>
          <circle cx="13" cy="13" r="10" stroke="currentColor" stroke-width="2.500" />
          <path d="M13 7v6.500l4 2.500" stroke="currentColor" stroke-width="2.500" />
        </>
      )}
    </svg>
  );
}
