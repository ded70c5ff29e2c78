import type { CrewJob } from '@curbstop/contracts';
import type { JobStep, Kind } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import type { Lock } from '../close-lock.ts';
import type { JobDraft } from '../draft.ts';
import type { JobEvent } from '../machine.ts';
import type { Gate } from '../use-gate.ts';
import { ArriveStep } from './arrive-step.tsx';
import { DoneStep } from './done-step.tsx';
import { FlowStep } from './flow-step.tsx';
import { GateStep } from './gate-step.tsx';
import { MeterStep } from './meter-step.tsx';
import { ReadStep } from './read-step.tsx';
import { TagStep } from './tag-step.tsx';
import { CloseStep, OpenStep } from './valve-step.tsx';

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

const VIEWS: Readonly<Record<JobStep, (props: StepProps) => VNode>> = {
  arrive: ArriveStep,
  gate: GateStep,
  meter: MeterStep,
  read: ReadStep,
  close: CloseStep,
  open: OpenStep,
  flow: FlowStep,
  tag: TagStep,
  done: DoneStep,
};

/** The screen of the step that is shown. */
export function StepView({ shown, ...props }: StepProps & { readonly shown: JobStep }): VNode {
  const View = VIEWS[shown];
  return <View {...props} />;
}
