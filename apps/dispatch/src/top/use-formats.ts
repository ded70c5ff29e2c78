import { cityFormats, useObservable } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import { useMemo } from 'preact/hooks';
import { useBoard } from '../board/board.ts';

/** The city's formats, made once for a time zone. */
export function useFormats(): CityFormats {
  const { timeZone } = useObservable(useBoard().clock.time);
  return useMemo(() => cityFormats(timeZone), [timeZone]);
}
