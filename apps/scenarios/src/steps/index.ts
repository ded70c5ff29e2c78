import { Conflict, Invalid, NotFound } from '@curbstop/core';
import type { Step, StepName } from '../read/steps.ts';
import { Unreadable } from '../read/unreadable.ts';
import type { World } from '../world.ts';
import type { StepHandlers } from './handler.ts';
import { stepsOfAccounts } from './accounts.ts';
import { stepsOfAppeals } from './appeals.ts';
import { stepsOfAssistance } from './assistance.ts';
import { stepsOfMoney } from './money.ts';
import { stepsOfNotices } from './notices.ts';
import { stepsOfOrders } from './orders.ts';
import { stepsOfPayments } from './payments.ts';
import { stepsOfPolicy } from './policy.ts';
import { stepsOfQuestions } from './questions.ts';
import { stepsOfRequests } from './requests.ts';
import { stepsOfTenants } from './tenants.ts';

/** Every step that can be taken. A section adds its line here. */
const HANDLERS: StepHandlers = {
  ...stepsOfAccounts,
  ...stepsOfAppeals,
  ...stepsOfAssistance,
  ...stepsOfMoney,
  ...stepsOfNotices,
  ...stepsOfOrders,
  ...stepsOfPayments,
  ...stepsOfPolicy,
  ...stepsOfQuestions,
  ...stepsOfRequests,
  ...stepsOfTenants,
};

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
  try {
    await handlerOf(step.do)?.(world, step);
  } catch (error) {
    // What no form of the city would take: the file is wrong there, and no request was made.
    if (error instanceof Invalid || error instanceof Conflict || error instanceof NotFound)
      throw new Unreadable(world.scenario.file, step.line, `${step.do}: ${error.says}`);
    throw error;
  }
  await world.listen();
}
