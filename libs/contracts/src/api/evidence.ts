import { METER_SIZES } from '@curbstop/policy';
import { z } from 'zod';
import { deviceInstant } from '../bounds.ts';
import { farReason, positionProblem } from '../orders.ts';
import { dial, dialUnit, meterSerial, position, register } from '../scalars.ts';

/** Where a tablet says it is, at a time of its own clock. */
export const devicePosition = position.extend({ at: deviceInstant('when the position was taken') });

/** A meter that came in: what is printed on it, what its dial is like, and what it showed first. */
export const newMeter = z.object({
  serial: meterSerial,
  size: z.enum(METER_SIZES, `Give the size in inches: ${METER_SIZES.join(', ')}.`),
  dial,
  /** In the unit of its dial. */
  register,
  /** The radio of the old meter is on it. */
  keepsRadio: z.boolean(),
});
export type NewMeter = z.infer<typeof newMeter>;

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
  /** The meter that was set in the place of the one read; of an exchange only. */
  newMeter: newMeter.nullish(),
});
export type Evidence = z.infer<typeof evidence>;
