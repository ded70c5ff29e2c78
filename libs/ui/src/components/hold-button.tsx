import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface HoldButtonProps {
  readonly label: string;
  readonly onDone: () => void;
  readonly disabled?: boolean;
  /** How long it must be held, ms. */
  readonly forMs?: number;
}

/** A button that acts only when held, by finger, mouse, Space or Enter. Letting go early does nothing. */
export function HoldButton({ label, onDone, disabled = false, forMs = 3_000 }: HoldButtonProps): VNode {
  const [leftMs, setLeftMs] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setInterval> | null>(null);

  const release = (): void => {
    if (timer.current !== null) clearInterval(timer.current);
    timer.current = null;
    setLeftMs(null);
  };
  const press = (): void => {
    if (disabled || timer.current !== null) return;
    const from = performance.now();
    setLeftMs(forMs);
    timer.current = setInterval(() => {
      const remains = forMs - (performance.now() - from);
      if (remains > 0) return setLeftMs(remains);
      release();
      onDone();
    }, 50);
  };
  useEffect(() => release, []);
  useEffect(() => {
    if (disabled) release();
  }, [disabled]);

  const key = (event: KeyboardEvent): boolean => event.key === ' ' || event.key === 'Enter';
  return (
    <button
      type="button"
      class="cs-btn cs-hold"
      disabled={disabled}
      style={{ '--held': leftMs === null ? '0%' : `${Math.round((1 - leftMs / forMs) * 100)}%` }}
      onPointerDown={(event: PointerEvent) => event.button === 0 && press()}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event: Event) => event.preventDefault()}
      onKeyDown={(event: KeyboardEvent) => {
        if (!key(event)) return;
        event.preventDefault();
        if (!event.repeat) press();
      }}
      onKeyUp={(event: KeyboardEvent) => key(event) && release()}
      onBlur={release}
    >
      <span aria-live="polite">{leftMs === null ? label : `Keep holding, ${Math.ceil(leftMs / 1_000)} s`}</span>
    </button>
  );
}
