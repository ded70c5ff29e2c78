import { useEffect, useState } from 'preact/hooks';
import type { Observable } from './observable.ts';

/** The current value of an observable; the component draws again when it changes. */
export function useObservable<T>(source: Observable<T>): T {
  const [value, setValue] = useState<T>(() => source.get());
  useEffect(() => {
    // It may have changed between the first drawing and this effect.
    setValue(() => source.get());
    return source.subscribe((next) => setValue(() => next));
  }, [source]);
  return value;
}
