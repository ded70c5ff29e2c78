import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The width of an element in whole px, as it changes; 0 before it is drawn. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const read = (): void => setWidth(Math.floor(element.clientWidth));
    const observer = new ResizeObserver(read);
    observer.observe(element);
    read();
    return () => observer.disconnect();
  }, [ref]);
  return width;
}

/** Measures a text as the timeline draws it: titles 13 px and half bold, facts 12 px. */
export function textMeasure(): (text: string, font: 'title' | 'fact') => number {
  const canvas = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.body).fontFamily;
  return (text, font) => {
    // Without a canvas the guess is on the wide side, so that nothing touches.
    if (!canvas) return text.length * 8;
    canvas.font = font === 'title' ? `600 13px ${family}` : `600 12px ${family}`;
    return canvas.measureText(text).width;
  };
}
