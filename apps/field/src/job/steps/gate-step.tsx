import { Button, SlideToConfirm } from '@curbstop/ui';
import type { VNode } from 'preact';
import { go } from '../../shell/route.ts';
import { standingLock } from '../close-lock.ts';
import { GatePanel } from '../gate-panel.tsx';
import { turned } from '../machine.ts';
import { WhatNow } from '../what-now.tsx';
import type { StepProps } from './step-props.ts';

/** The gate, asked at the door: may this valve be closed now? */
export function GateStep({ job, draft, gate, onNext, onSkip }: StepProps): VNode {
  const may = gate.standing.kind === 'running' || turned(draft) !== null;
  const never = gate.standing.kind === 'refused';
  if (!may && (never || !gate.online)) {
    return (
      <>
        <GatePanel gate={gate} draft={draft} />
        <WhatNow orderId={job.orderId} gate={gate} onSkip={onSkip} />
        {gate.online ? (
          <Button kind="primary" wide busy={gate.asking} onClick={gate.ask}>
            Ask the city again
          </Button>
        ) : (
          <SlideToConfirm label={standingLock(gate.standing)?.label ?? 'Locked'} disabled onDone={onNext} />
        )}
      </>
    );
  }
  return (
    <>
      <GatePanel gate={gate} draft={draft} />
      <div class="f-push" />
      <div class="f-two">
        <Button busy={gate.asking} disabled={!gate.online} onClick={gate.ask}>
          Ask again
        </Button>
        <Button onClick={() => go({ page: 'cannot', orderId: job.orderId })}>Cannot do it</Button>
      </div>
      <Button kind="primary" wide disabled={!may} onClick={onNext}>
        Next: meter
      </Button>
    </>
  );
}
