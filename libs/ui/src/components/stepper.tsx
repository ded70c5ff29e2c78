import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './icon.tsx';

export interface Step {
  readonly id: string;
  readonly name: string;
  /** What came of it: `Serial matches`, `10:43`. */
  readonly fact?: ComponentChildren;
  readonly state: 'done' | 'current' | 'next';
}

export interface StepperProps {
  readonly steps: readonly Step[];
  /** `bar` shows numbers only, for small screens. */
  readonly layout?: 'list' | 'bar';
  /** Given, done steps can be opened again. */
  readonly onStep?: (id: string) => void;
}

const STATES = { done: 'done', current: 'now', next: 'to come' } as const;

/** Done is a tick, current is black, next a number. */
export function Stepper({ steps, layout = 'list', onStep }: StepperProps): VNode {
  return (
    <ol class={`cs-stepper cs-stepper-${layout}`}>
      {steps.map((step, index) => {
        const inside = (
          <>
            <span class="cs-step-dot">
              {step.state === 'done' ? <Icon name="tick" size={18} weight={2.5} /> : index + 1}
            </span>
            <span class={layout === 'bar' ? 'cs-unseen' : 'cs-step-words'}>
              <span class="cs-step-name">{step.name}</span>
              <span class="cs-unseen">, {STATES[step.state]}</span>
              {step.fact !== undefined && <span class="cs-step-fact">{step.fact}</span>}
            </span>
          </>
        );
        return (
          <li
            key={step.id}
            class={`cs-step cs-step-${step.state}`}
            aria-current={step.state === 'current' ? 'step' : undefined}
          >
            {onStep && step.state === 'done' ? (
              <button type="button" onClick={() => onStep(step.id)}>
                {inside}
              </button>
            ) : (
              <span>{inside}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
