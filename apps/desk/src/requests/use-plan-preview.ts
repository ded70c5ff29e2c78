import { arrangementPreview } from '@curbstop/contracts';
import type { ArrangementPreview } from '@curbstop/contracts';
import type { ArrangementWish } from '@curbstop/policy';
import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';

/** Typing goes on: the server is asked when it has paused for this long, in ms. */
const PAUSE = 350;

/** What the server worked a plan out to. */
export type Preview =
  | { readonly name: 'none' }
  | { readonly name: 'asking' }
  | { readonly name: 'known'; readonly answer: ArrangementPreview; readonly at: number }
  | { readonly name: 'failed'; readonly error: unknown };

/** Has the server work a plan out while it is typed; nothing is signed by it. An answer to an older plan is never shown. */
export function usePlanPreview(accountId: number, wish: ArrangementWish | null): Preview {
  const { api, clock } = useDesk();
  const [preview, setPreview] = useState<Preview>({ name: 'none' });
  // Whether it is signed does not change the plan.
  const asked = wish === null ? null : JSON.stringify({ ...wish, signed: false });
  useEffect(() => {
    if (asked === null) {
      setPreview({ name: 'none' });
      return undefined;
    }
    setPreview({ name: 'asking' });
    const abort = new AbortController();
    const timer = setTimeout(() => {
      const { signal } = abort;
      api
        .post(`/api/accounts/${accountId}/arrangements/preview`, JSON.parse(asked), arrangementPreview, { signal })
        .then((answer) => setPreview({ name: 'known', answer, at: clock.now() }))
        .catch((error: unknown) => {
          if (!signal.aborted) setPreview({ name: 'failed', error });
        });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [api, clock, accountId, asked]);
  return preview;
}
