import type { Step, StepName } from '../read/steps.ts';
import { Unreadable } from '../read/unreadable.ts';
import type { World } from '../world.ts';
import type { StepHandlers } from './handler.ts';
import { stepsOfMoney } from './money.ts';
import { stepsOfOrders } from './orders.ts';
import { stepsOfQuestions } from './questions.ts';

/** Every step that can be taken. A section adds its line here. */
const HANDLERS: StepHandlers = { ...stepsOfMoney, ...stepsOfOrders, ...stepsOfQuestions };

type AnyHandler = (world: World, step: Step) => Promise<void>;

function handlerOf(name: StepName): AnyHandler | null {
  // The table couples each step's name with its fields; it is indexed by the step's own name.
  return (HANDLERS[name] as AnyHandler | undefined) ?? null;
}

/** Throws for the first step that this version cannot take. */
export function checkSteps(file: string, steps: readonly Step[]): void {
  for (const step of steps) {
    if (!handlerOf(step.do))
      throw new Unreadable(file, step.line, `The step ${step.do} is not available in this version.`);
  }
}

export async function take(world: World, step: Step): Promise<void> {
  await handlerOf(step.do)?.(world, step);
  await world.listen();
}
