import { Problem } from '@curbstop/ui';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Something asked of the server that changes it: under way, refused with a reason, or not known to be done. */
export interface Deed {
  readonly busy: boolean;
  /** Why the last try failed; null before and after one that worked. */
  readonly error: unknown;
  /** What the server says about one field, or null. */
  on(field: string): string | null;
  /** Does it, unless it is under way. Never throws. */
  run(work: () => Promise<void>): void;
  forget(): void;
}

export function useDeed(): Deed {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);
  const there = useRef(true);
  useEffect(() => {
    there.current = true;
    return () => {
      there.current = false;
    };
  }, []);
  return {
    busy,
    error,
    on: (field) => (error instanceof Problem ? error.on(field) : null),
    run(work) {
      if (running.current) return;
      running.current = true;
      setBusy(true);
      setError(null);
      work()
        .catch((reason: unknown) => {
          if (there.current) setError(reason);
        })
        .finally(() => {
          running.current = false;
          if (there.current) setBusy(false);
        });
    },
    forget: () => setError(null),
  };
}
