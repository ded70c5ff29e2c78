import type { Tone } from '@curbstop/ui';

/** A state in words after the customer's name. */
export interface HeadChip {
  readonly says: string;
  readonly tone: Tone;
}

/** An amount at the right of the head. */
export interface Sum {
  readonly label: string;
  readonly value: string;
  readonly pressing: boolean;
}
