import type { CrewJob } from '@curbstop/contracts';
import { NoAnswer, Problem, Unreadable, useObservable } from '@curbstop/ui';
import type { JobStep } from '@curbstop/work-orders';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useCityNow, useTablet } from '../tablet/use-tablet.ts';
import type { Standing } from '../permit/standing.ts';
import type { CloseFacts } from './close-lock.ts';
import type { JobDraft } from './draft.ts';

/** An answer older than this is asked for again before the valve moves, ms. */
const FRESH_MS = 60_000;
/** Between two tries after a failure, ms. */
const AGAIN_MS = 8_000;

export interface Gate {
  readonly asking: boolean;
  /** Why the city could not answer, although it was reached. */
  readonly trouble: string | null;
  readonly standing: Standing;
  readonly fresh: boolean;
  readonly online: boolean;
  ask(): void;
  /** How everything stands at this very moment, for the slide. */
  factsNow(): Omit<CloseFacts, 'job' | 'draft'>;
}

/** Asks the gate at its step and again at the valve, keeps the answer, and tells how the right to close stands. */
export function useGate(job: CrewJob, draft: JobDraft, shown: JobStep, wanted: boolean): Gate {
  const { permits, network, drafts, clock, onError } = useTablet();
  const { online } = useObservable(network.state);
  useObservable(permits.proofs);
  const now = useCityNow();
  const [asking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const busy = useRef(false);
  const triedAt = useRef(0);
  const since = useRef({ shown, at: clock.now() });
  if (since.current.shown !== shown) {
    since.current = { shown, at: clock.now() };
    triedAt.current = 0;
  }

  const { gate } = draft;
  const isFresh = (at: number): boolean =>
    gate !== null && gate.heardAt >= since.current.at && at - gate.heardAt < FRESH_MS;
  const fresh = isFresh(now);
  const standing = permits.standing(gate, job);

  const ask = (): void => {
    if (busy.current) return;
    busy.current = true;
    triedAt.current = clock.now();
    setAsking(true);
    permits
      .ask(job.orderId)
      .then((answer) => {
        setTrouble(null);
        drafts.happen(job, { type: 'gate-answered', at: clock.now(), answer });
      })
      .catch((error: unknown) => {
        if (error instanceof NoAnswer) setTrouble(null);
        else if (error instanceof Problem || error instanceof Unreadable) setTrouble(error.message);
        else onError(error);
      })
      .finally(() => {
        busy.current = false;
        setAsking(false);
      });
  };
  const broken = standing.kind === 'expired' || standing.kind === 'unproven';
  const atGate = shown === 'gate' && (gate === null || broken);
  const atValve = shown === 'close' && (!fresh || broken);
  const due = wanted && online && (atGate || atValve) && now - triedAt.current >= AGAIN_MS;
  useEffect(() => {
    if (due) ask();
  }, [due]);
  return {
    asking,
    trouble,
    standing,
    fresh,
    online,
    ask,
    factsNow: () => ({
      standing: permits.standing(gate, job),
      online: network.state.get().online,
      fresh: isFresh(clock.now()),
    }),
  };
}
