import { openingAnswer, openingWish } from '@curbstop/contracts';
import type { OpeningAnswer } from '@curbstop/contracts';
import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';

/** Pause in filling in after which the server is asked, in milliseconds. */
const PAUSE = 150;

/** What the server would answer to a sign-up, or why it did not; `wish` says to which. */
interface Previewed {
  readonly wish: string;
  readonly answer: OpeningAnswer | null;
  readonly error: unknown;
}

/** A.1: what a sign-up would be answered; null while it is asked. Without it the form still goes out: the server decides then. */
export function usePreview(wish: Readonly<Record<string, unknown>>): Pick<Previewed, 'answer' | 'error'> {
  const { api } = useDesk();
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const text = JSON.stringify(wish);
  useEffect(() => {
    const parsed = openingWish.safeParse(JSON.parse(text));
    if (!parsed.success) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      api
        .post('/api/openings/preview', parsed.data, openingAnswer, { signal: abort.signal })
        .then((answer) => setPreviewed({ wish: text, answer, error: null }))
        .catch((error: unknown) => {
          if (!abort.signal.aborted) setPreviewed({ wish: text, answer: null, error });
        });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [api, text]);
  return previewed?.wish === text ? previewed : { answer: null, error: null };
}
