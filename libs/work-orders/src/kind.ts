import type { Evidence, OrderKind } from '@curbstop/contracts';

/** What a tablet shows for a job, in this order. */
export type JobStep = 'arrive' | 'gate' | 'meter' | 'read' | 'close' | 'open' | 'flow' | 'tag' | 'done';

/** Parts of the evidence that an order of a kind cannot be completed without. */
export type EvidencePart = 'meterSerial' | 'register' | 'position' | 'valve' | 'flowChecked' | 'tagLeft';

export interface Kind {
  readonly kind: OrderKind;
  readonly title: string;
  /** `off` takes water away and asks the gate; `on` gives it back and never waits for a network. */
  readonly effect: 'off' | 'on' | 'none';
  /** Shape of its mark on the map. */
  readonly shape: 'square' | 'circle' | 'octagon' | 'diamond' | 'triangle';
  readonly steps: readonly JobStep[];
  readonly evidence: readonly EvidencePart[];
}

/** A part that is missing, in words a crew reads. */
export interface Missing {
  readonly part: EvidencePart;
  readonly says: string;
}

const SAYS: Record<EvidencePart, string> = {
  meterSerial: 'The serial number on the meter is missing.',
  register: 'The reading is missing.',
  position: 'The position is missing.',
  valve: 'The valve is not where this order puts it.',
  flowChecked: 'The flow at the meter was not checked.',
  tagLeft: 'The tag that says how to get the water back was not left.',
};

function has(part: EvidencePart, kind: Kind, given: Evidence): boolean {
  switch (part) {
    case 'meterSerial':
      return given.meterSerial !== null;
    case 'register':
      return given.register !== null;
    case 'position':
      return given.position !== null;
    case 'valve':
      return kind.effect === 'none' || given.valve === (kind.effect === 'off' ? 'closed' : 'open');
    case 'flowChecked':
      return given.flowChecked;
    case 'tagLeft':
      return given.tagLeft;
  }
}

/** What an order of this kind still lacks; empty when it can be completed. */
export function missingEvidence(kind: Kind, given: Evidence): Missing[] {
  return kind.evidence.filter((part) => !has(part, kind, given)).map((part) => ({ part, says: SAYS[part] }));
}
