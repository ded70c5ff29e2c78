import { Button, useNow } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useBoard } from '../board/board.ts';
import type { DayState } from '../day/day-state.ts';
import { rings } from './facts.ts';

const EVERY_MS = 10_000;

/** Two short tones. */
function tone(context: AudioContext): void {
  for (const after of [0, 0.3]) {
    const note = context.createOscillator();
    const volume = context.createGain();
    note.frequency.value = 880;
    volume.gain.value = 0.15;
    note.connect(volume).connect(context.destination);
    note.start(context.currentTime + after);
    note.stop(context.currentTime + after + 0.18);
  }
}

/** A recall that the crew has not seen for 90 s: says so over everything, and rings until it is seen or quieted. */
export function Ring({ state }: { state: DayState }): VNode | null {
  const board = useBoard();
  const now = useNow(board.clock);
  const [quiet, setQuiet] = useState<ReadonlySet<number>>(new Set());
  const context = useRef<AudioContext | null>(null);
  const ringing = [...state.orders.values()].filter((order) => rings(order, now));
  const loud = ringing.some((order) => !quiet.has(order.orderId));

  useEffect(() => {
    if (!loud) return undefined;
    const ring = (): void => {
      // Before the first key or click a browser lets no page sound; the words are there in any case.
      if (!navigator.userActivation.hasBeenActive) return;
      context.current ??= new AudioContext();
      tone(context.current);
    };
    ring();
    const timer = setInterval(ring, EVERY_MS);
    return () => clearInterval(timer);
  }, [loud]);

  if (ringing.length === 0) return null;
  const what = ringing.map((order) => {
    const crew = order.crewId === null ? undefined : state.crews.get(order.crewId);
    return `${order.address}${crew ? `, ${crew.name}, ${crew.truck}` : ''}`;
  });
  return (
    <div class="d-ring" role="alert">
      <span class="cs-grow">
        <strong>Recall not seen for over 90 s. Call the crew.</strong> {what.join(' · ')}
      </span>
      {loud && (
        <Button size="small" onClick={() => setQuiet(new Set(ringing.map((order) => order.orderId)))}>
          Quiet
        </Button>
      )}
    </div>
  );
}
