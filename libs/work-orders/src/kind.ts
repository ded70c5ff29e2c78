import type { Evidence, OrderKind } from '@curbstop/contracts';
import type { ClauseId } from '@curbstop/policy';
import { flowWatch } from './flow.ts';
import { isUsable } from './place.ts';

/** What a tablet shows for a job, in this order. */
export type JobStep = 'arrive' | 'gate' | 'meter' | 'read' | 'exchange' | 'close' | 'open' | 'flow' | 'tag' | 'done';

/** Parts of the evidence that an order of a kind cannot be completed without. */
export type EvidencePart =
  | 'meterSerial'
  | 'register'
  /** The meter that was set in its place, with its dial and first reading. */
  | 'newMeter'
  /** Good enough to say where the tablet was. */
  | 'position'
  /** A position, or why there is none. */
  | 'positionOrReason'
  | 'valve'
  | 'flowChecked'
  | 'tagLeft';

/** A paper that a crew leaves: which, what it tells, and by which clause. */
export interface Leaf {
  readonly name: string;
  readonly message: string;
  readonly clause: ClauseId;
}

export interface Kind {
  readonly kind: OrderKind;
  readonly title: string;
  /** `off` takes water away and asks the gate; `on` gives it back and never waits for a network. */
  readonly effect: 'off' | 'on' | 'none';
  /** Shape of its mark on the map. */
  readonly shape: 'square' | 'circle' | 'octagon' | 'diamond' | 'triangle';
  readonly steps: readonly JobStep[];
  readonly evidence: readonly EvidencePart[];
  /** What is left at the door, by the clause of the order where one kind posts several; null where nothing is. */
  readonly paper: ((clause: ClauseId) => Leaf) | null;
}

/** A part that is missing, in words a crew reads. */
export interface Missing {
  readonly part: EvidencePart;
  readonly says: string;
}

const SAYS: Record<EvidencePart, string> = {
  meterSerial: 'The serial number on the meter is missing.',
  register: 'The reading is missing.',
  newMeter: 'The new meter is missing, or its first reading.',
  position: 'The position is missing, or too inaccurate to say where the valve was turned.',
  positionOrReason: 'The position is missing, and the reason why.',
  valve: 'The valve is not where this order puts it.',
  flowChecked: 'The dial was not watched to the end.',
  tagLeft: 'The paper of this order was not left.',
};

function has(part: EvidencePart, kind: Kind, given: Evidence): boolean {
  switch (part) {
    case 'meterSerial':
      return given.meterSerial !== null;
    case 'register':
      return given.register !== null;
    case 'newMeter':
      return given.newMeter != null;
    case 'position':
      return isUsable(given.position);
    case 'positionOrReason':
      return isUsable(given.position) || given.positionMissing != null;
    case 'valve':
      return kind.effect === 'none' || given.valve === (kind.effect === 'off' ? 'closed' : 'open');
    case 'flowChecked':
      // Water that is on is never argued with: a watch that was cut short is a doubt there.
      return given.flowChecked && (kind.effect === 'on' || flowWatch(given) !== 'short');
    case 'tagLeft':
      return given.tagLeft;
  }
}

/** What an order of this kind still lacks; empty when it can be completed. */
export function missingEvidence(kind: Kind, given: Evidence): Missing[] {
  return kind.evidence.filter((part) => !has(part, kind, given)).map((part) => ({ part, says: SAYS[part] }));
}
