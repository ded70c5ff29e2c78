import { z } from 'zod';
import { deviceInstant } from '../bounds.ts';
import { farReason, positionProblem } from '../orders.ts';
import { dialUnit, position, register } from '../scalars.ts';

/** Where a tablet says it is, at a time of its own clock. */
export const devicePosition = position.extend({ at: deviceInstant('when the position was taken') });

/** What a completed order proves. Each kind demands its own parts (`libs/work-orders`). */
export const evidence = z.object({
  /** Serial as read off the meter. */
  meterSerial: z.string().trim().min(1).max(40).nullable(),
  register: register.nullable(),
  registerUnit: dialUnit.nullish(),
  position: devicePosition.nullable(),
  valve: z.enum(['open', 'closed']).nullable(),
  /** Device time at which the valve was turned. */
  valveTurnedAt: deviceInstant('when the valve was turned').nullable(),
  /** The permit under which the valve was closed. */
  permitId: z.uuid().nullable(),
  /** No flow seen at the meter after closing, or flow after opening. */
  flowChecked: z.boolean(),
  /** The tag that says how to restore service was left (E.4). */
  tagLeft: z.boolean(),
  note: z.string().max(500),
  /** Why there is no position, or none that proves anything. */
  positionMissing: positionProblem.nullish(),
  /** Why the crew worked far from the address on the map. */
  far: farReason.nullish(),
  /** When the watch at the dial began, and when the crew said what it saw. */
  flowFrom: deviceInstant('when the watch at the dial began').nullish(),
  flowAt: deviceInstant('when the watch at the dial ended').nullish(),
});
export type Evidence = z.infer<typeof evidence>;
