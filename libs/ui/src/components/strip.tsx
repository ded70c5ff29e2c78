import type { ComponentChildren, VNode } from 'preact';
import { ago, countdown } from '../format.ts';
import { Mark } from './mark.tsx';

/** The right to close that runs out. Moments are the city's, epoch ms. */
export interface RunningPermit {
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Its end as written: `10:56:12`. */
  readonly ends: string;
}

/** Open ring and bar: no network. Filled disc: online. Differs by shape, not only by colour. */
function NetIcon({ online }: { online: boolean }): VNode {
  return (
    <svg
      width="22"
      height="22"
      viewBox="0 0 22 22"
      fill="none"
      stroke="currentColor"
      stroke-width="2.500"
      aria-hidden="true"
    >
      {online ? (
        <circle cx="11" cy="11" r="9" fill="currentColor" stroke="none" />
      ) : (
        <path d="M2 11a9 9 0 1018 0 9 9 0 10-18 0M4.700 17.300L17.300 4.700" />
      )}
    </svg>
  );
}

export interface StripProps {
  readonly online: boolean;
  /** Since when there is no network, written. */
  readonly offlineSince?: string;
  /** Age of the list, written: `10:46`. */
  readonly listAsOf: string;
  /** Actions waiting to be sent. */
  readonly unsent: number;
  /** Truck and name. */
  readonly who: string;
  /** The city's time, written. */
  readonly time: string;
  readonly now: number;
  readonly permit?: RunningPermit | null;
  /** Refused actions that the crew has not looked at. */
  readonly refused?: number;
  /** Given, the outbox's cell is a button. */
  readonly onOutbox?: () => void;
  /** Menu, theme, sign out. */
  readonly children?: ComponentChildren;
}

function PermitBar({ permit, now }: { permit: RunningPermit; now: number }): VNode {
  const left = permit.expiresAt - now;
  const share = Math.max(0, Math.min(1, left / (permit.expiresAt - permit.issuedAt)));
  const over = left <= 0;
  return (
    <div class={`cs-permit${over ? ' cs-over' : left < 120_000 ? ' cs-low' : ''}`}>
      <span>Permit to close</span>
      <strong role="timer">{over ? `Expired ${permit.ends}` : `${countdown(left)} left`}</strong>
      <span class="cs-permit-bar" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span>{over ? ago(permit.expiresAt, now) : `ends ${permit.ends}`}</span>
    </div>
  );
}

function OutboxCell({
  unsent,
  refused,
  onOutbox,
}: {
  unsent: number;
  refused: number;
  onOutbox: (() => void) | undefined;
}): VNode {
  const waits = unsent === 0 ? '0, all sent' : `${unsent} not sent`;
  const words = (
    <>
      Outbox <strong>{refused === 0 ? waits : `${waits}, ${refused} refused`}</strong>
    </>
  );
  return (
    <span class="cs-strip-cell" role="status">
      {onOutbox ? (
        <button type="button" class="cs-strip-button" onClick={onOutbox}>
          {words}
        </button>
      ) : (
        words
      )}
    </span>
  );
}

/** The tablet's strip, never hidden: network, age of the list, outbox, time; below it the permit's countdown. */
export function Strip(props: StripProps): VNode {
  return (
    <header class="cs-strip">
      <div class="cs-strip-line">
        <Mark size={24} label="Curbstop" />
        <span class={`cs-strip-net${props.online ? '' : ' cs-down'}`} role="status">
          <NetIcon online={props.online} />
          <strong>
            {props.online ? 'Online' : `No network${props.offlineSince ? ` since ${props.offlineSince}` : ''}`}
          </strong>
        </span>
        <span class="cs-strip-cell">
          List as of <strong>{props.listAsOf}</strong>
        </span>
        <OutboxCell unsent={props.unsent} refused={props.refused ?? 0} onOutbox={props.onOutbox} />
        <span class="cs-grow" />
        <span class="cs-strip-cell cs-strip-who">{props.who}</span>
        <strong class="cs-strip-time">{props.time}</strong>
        {props.children}
      </div>
      {props.permit && <PermitBar permit={props.permit} now={props.now} />}
    </header>
  );
}
