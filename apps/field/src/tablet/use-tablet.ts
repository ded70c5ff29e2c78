import { cityFormats, useNow, useObservable } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { sortStops, stopsOf } from '../day/stops.ts';
import type { DayStops } from '../day/stops.ts';
import type { Crew } from './crew.ts';
import type { Tablet } from './tablet.ts';

export const TabletContext = createContext<Tablet | null>(null);
export const CrewContext = createContext<Crew | null>(null);

/** The tablet this screen runs on. */
export function useTablet(): Tablet {
  const tablet = useContext(TabletContext);
  if (!tablet) throw new Error('This screen stands outside a tablet.');
  return tablet;
}

/** The crew that is signed in. */
export function useCrew(): Crew {
  const crew = useContext(CrewContext);
  if (!crew) throw new Error('This screen needs a crew that is signed in.');
  return crew;
}

/** Formatters in the city's time zone. */
export function useFormats(): CityFormats {
  const { clock } = useTablet();
  const { timeZone } = useObservable(clock.time);
  return useMemo(() => cityFormats(timeZone), [timeZone]);
}

/** The city's moment, drawn again each second. */
export function useCityNow(everyMs = 1_000): number {
  return useNow(useTablet().clock, everyMs);
}

/** The day's stops with what waits in the outbox carried out on them. */
export function useStops(
  skipped?: ReadonlySet<number>,
): DayStops & { readonly all: readonly ReturnType<typeof stopsOf>[number][] } {
  const { day, queue } = useTablet();
  const { today } = useObservable(day.state);
  const { waiting } = useObservable(queue);
  return useMemo(() => {
    const all = stopsOf(
      today?.jobs ?? [],
      waiting.map((record) => record.action),
    );
    return { ...sortStops(all, skipped), all };
  }, [today, waiting, skipped]);
}
