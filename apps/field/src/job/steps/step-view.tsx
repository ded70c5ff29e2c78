import type { JobStep } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import { ArriveStep } from './arrive-step.tsx';
import { DoneStep } from './done-step.tsx';
import { ExchangeStep } from './exchange-step.tsx';
import { FlowStep } from './flow-step.tsx';
import { GateStep } from './gate-step.tsx';
import { MeterStep } from './meter-step.tsx';
import { ReadStep } from './read-step.tsx';
import { TagStep } from './tag-step.tsx';
import type { StepProps } from './step-props.ts';
import { CloseStep, OpenStep } from './valve-step.tsx';

const VIEWS: Readonly<Record<JobStep, (props: StepProps) => VNode>> = {
  arrive: ArriveStep,
  gate: GateStep,
  meter: MeterStep,
  read: ReadStep,
  exchange: ExchangeStep,
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
