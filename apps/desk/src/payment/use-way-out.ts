import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * What is shown in a dialog after its deed: the button that did it is gone, so the keyboard goes to the way out, at once: a key
 * pressed meanwhile would be lost.
 */
export function useWayOut(): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    box.current?.closest('dialog')?.querySelector<HTMLElement>('[data-way-out] button')?.focus();
  }, []);
  return box;
}
