import type { OrderKind } from '@curbstop/contracts';
import type { Kind } from './kind.ts';
import { finalRead, manualRead, meterCheck } from './kinds/manual-read.ts';
import { meterExchange } from './kinds/meter-exchange.ts';
import { reconnect, reconnectAfterHours, turnOn } from './kinds/reconnect.ts';
import { blueTagNsf, blueTagSignup, doorHanger, doorHangerFinal, doorTag } from './kinds/tag.ts';
import { turnOff, turnOffAgain, turnOffNsf, turnOffVacant } from './kinds/turn-off.ts';

export * from './doubts.ts';
export * from './flow.ts';
export * from './kind.ts';
export * from './place.ts';
export * from './serial.ts';
export * from './transitions.ts';

/** Every kind of order there is: a kind that can be asked for can be made, walked and completed. */
const TABLE: Readonly<Record<OrderKind, Kind>> = {
  'turn-off': turnOff,
  'turn-off-nsf': turnOffNsf,
  'turn-off-again': turnOffAgain,
  'turn-off-vacant': turnOffVacant,
  'turn-on': turnOn,
  reconnect,
  'reconnect-after-hours': reconnectAfterHours,
  'door-hanger': doorHanger,
  'door-hanger-final': doorHangerFinal,
  'door-tag': doorTag,
  'blue-tag-signup': blueTagSignup,
  'blue-tag-nsf': blueTagNsf,
  'final-read': finalRead,
  'manual-read': manualRead,
  'meter-check': meterCheck,
  'meter-exchange': meterExchange,
};

export const KINDS: ReadonlyMap<OrderKind, Kind> = new Map(Object.values(TABLE).map((kind) => [kind.kind, kind]));

export function kindOf(kind: OrderKind): Kind {
  return TABLE[kind];
}
