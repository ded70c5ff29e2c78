import { NoAnswer, Problem, Unreadable } from '@curbstop/ui';
import { baseMap, createMap } from '@curbstop/ui/map';
import type { L } from '@curbstop/ui/map';
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Board } from '../board/board.ts';
import { whyNot } from '../board/why-not.ts';

/** The packed streets and buildings of the city, on our own server. */
const BASE_URL = '/api/map/base';

export interface MapHere {
  readonly map: L.Map | null;
  /** Why the streets are not drawn; markers, lasso and lists work without them. */
  readonly baseFailed: string | null;
}

/** A map in the element, with the city's streets under it. */
export function useMap(
  board: Board,
  element: RefObject<HTMLDivElement | null>,
  start: { lat: number; lon: number } | null,
): MapHere {
  const [here, setHere] = useState<MapHere>({ map: null, baseFailed: null });
  useEffect(() => {
    if (element.current === null) return undefined;
    const map = createMap(element.current, {
      center: start ?? { lat: 0, lon: 0 },
      zoom: 15,
      label: 'Map of the day’s orders',
    });
    setHere({ map, baseFailed: null });
    let gone = false;
    const drawBase = async (): Promise<void> => {
      try {
        const bounds = await baseMap(map, { url: BASE_URL, theme: board.theme.theme });
        if (start === null && bounds !== null) map.fitBounds(bounds);
      } catch (error) {
        if (!(error instanceof NoAnswer || error instanceof Problem || error instanceof Unreadable)) throw error;
        if (!gone) setHere({ map, baseFailed: whyNot(error) });
      }
    };
    void drawBase();
    return () => {
      gone = true;
      map.remove();
    };
    // The map is made once; where it starts is only its first view.
  }, [board]);
  return here;
}
