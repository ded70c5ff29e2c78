import type { ValveState } from '@curbstop/contracts';
import type { VNode } from 'preact';
import { ago } from '../format.ts';

const WORDS: Readonly<Record<ValveState, string>> = {
  open: 'Open',
  closed: 'Closed',
  moving: 'Moving',
  fault: 'Fault',
  unknown: 'Unknown',
};

/** The valve's state and how old the report is: `Closed, 12 s ago`. */
export function valveWords(state: ValveState, reportedAt: number | null, now: number): string {
  return reportedAt === null ? `${WORDS[state]}, never reported` : `${WORDS[state]}, ${ago(reportedAt, now)}`;
}

function Drawing({ state }: { state: ValveState }): VNode {
  const ink = 'var(--mark-ink)';
  if (state === 'fault') {
    return (
      <>
        <path d="M18 5l13 23H5z" fill="var(--s-en-route)" stroke={ink} stroke-width="2.2" stroke-linejoin="round" />
        <path d="M18 13v7M18 23.800v.4" stroke={ink} stroke-width="3" stroke-linecap="round" />
      </>
    );
  }
  const turn = { open: 90, closed: 0, moving: 45, unknown: 0 }[state];
  return (
    <>
      <circle
        cx="18"
        cy="18"
        r="12"
        fill="#ffffff"
        stroke={ink}
        stroke-width={state === 'unknown' ? 1.75 : 2.5}
        stroke-dasharray={state === 'moving' ? '5 3.400' : undefined}
      />
      {state === 'unknown' ? (
        <text x="18" y="23.200" text-anchor="middle" font-size="15" font-weight="700" fill={ink}>
          ?
        </text>
      ) : (
        <rect x="15" y="8" width="6" height="20" rx="2" fill={ink} transform={`rotate(${turn} 18 18)`} />
      )}
    </>
  );
}

export interface ValveMarkProps {
  readonly state: ValveState;
  /** Moment of the last report, epoch ms of the city; null when it never reported. */
  readonly reportedAt: number | null;
  /** The city's moment now. */
  readonly now: number;
  readonly size?: number;
  /** Leaves the words to a neighbour; they are then the drawing's label. */
  readonly bare?: boolean;
}

/** A valve seen from above on its pipe, always with the age of the report. */
export function ValveMark({ state, reportedAt, now, size = 36, bare = false }: ValveMarkProps): VNode {
  const words = valveWords(state, reportedAt, now);
  return (
    <span class="cs-valve">
      <svg
        width={size}
        height={size}
        viewBox="0 0 36 36"
        role={bare ? 'img' : undefined}
        aria-label={bare ? words : undefined}
        aria-hidden={bare ? undefined : 'true'}
      >
        <rect x="0" y="12" width="36" height="12" fill="var(--pipe)" />
        <Drawing state={state} />
      </svg>
      {!bare && <span>{words}</span>}
    </span>
  );
}
