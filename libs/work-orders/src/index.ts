import type { OrderKind } from '@curbstop/contracts';
import type { Kind } from './kind.ts';
import { finalRead, manualRead } from './kinds/manual-read.ts';
import { reconnect, reconnectAfterHours, turnOn } from './kinds/reconnect.ts';
import { blueTagNsf, blueTagSignup, doorHanger, doorHangerFinal, doorTag } from './kinds/tag.ts';
import { turnOff, turnOffAgain, turnOffNsf, turnOffVacant } from './kinds/turn-off.ts';

export * from './kind.ts';
export * from './transitions.ts';

/** Every kind of order that this version makes. A kind that is not here cannot be made. */
export const KINDS: ReadonlyMap<OrderKind, Kind> = new Map(
  [
    turnOff,
    turnOffNsf,
    turnOffAgain,
    turnOffVacant,
    turnOn,
    reconnect,
    reconnectAfterHours,
    doorHanger,
    doorHangerFinal,
    doorTag,
    blueTagSignup,
    blueTagNsf,
    finalRead,
    manualRead,
  ].map((kind) => [kind.kind, kind]),
);

/** Throws for a kind that no code makes yet; such an order cannot exist. */
export function kindOf(kind: OrderKind): Kind {
  const known = KINDS.get(kind);
  if (!known) throw new Error(`No order of kind ${kind} can be made.`);
  return known;
}
