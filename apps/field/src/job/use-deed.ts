import { useMemo, useState } from 'preact/hooks';
import { sayWhy } from '../tablet/saving.ts';
import { useCrew, useTablet } from '../tablet/use-tablet.ts';
import { deedsOf } from './deeds.ts';
import type { Deeds } from './deeds.ts';

export interface Doing {
  readonly deeds: Deeds;
  /** One is being saved: nothing can be pressed twice. */
  readonly busy: boolean;
  /** Why the last one was not saved. */
  readonly trouble: string | null;
  run(deed: Promise<void>, then?: () => void): void;
}

/** Runs a crew's deeds one at a time, and says when one could not be kept. */
export function useDeed(): Doing {
  const tablet = useTablet();
  const crew = useCrew();
  const deeds = useMemo(() => deedsOf(tablet, crew), [tablet, crew]);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  return {
    deeds,
    busy,
    trouble,
    run(deed, then) {
      setBusy(true);
      setTrouble(null);
      deed
        .then(() => then?.())
        .catch((error: unknown) => setTrouble(sayWhy(error)))
        .finally(() => setBusy(false));
    },
  };
}
