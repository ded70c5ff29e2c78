import type { CrewJob } from '@curbstop/contracts';
import type { Kind } from '@curbstop/work-orders';
import type { Lock } from '../close-lock.ts';
import type { JobDraft } from '../draft.ts';
import type { JobEvent } from '../machine.ts';
import type { Gate } from '../use-gate.ts';

/** What every step's screen is given. */
export interface StepProps {
  readonly job: CrewJob;
  readonly kind: Kind;
  readonly draft: JobDraft;
  readonly gate: Gate;
  /** Why the valve may not be closed now; null when it may, or when nothing is closed. */
  readonly lock: Lock | null;
  /** No network and no running permit: the valve stays as it is. */
  readonly stuck: boolean;
  readonly happen: (event: JobEvent) => void;
  /** Leave a step that is done for the next that is not. */
  readonly onNext: () => void;
  readonly onSkip: (orderId: number) => void;
}
