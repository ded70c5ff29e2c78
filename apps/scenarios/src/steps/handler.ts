import type { StepName, StepOf } from '../read/steps.ts';
import type { World } from '../world.ts';

/** Takes a step by the core's own transaction. A refusal is an event, not an error. */
export type StepHandler<N extends StepName> = (world: World, step: StepOf<N>) => Promise<void>;

/** The steps of a section. A step that is in no section cannot be taken. */
export type StepHandlers = { readonly [N in StepName]?: StepHandler<N> };
