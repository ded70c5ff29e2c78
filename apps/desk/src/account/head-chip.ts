import type { Tone } from '@curbstop/ui';

/** A state in words after the customer's name. */
export interface HeadChip {
  readonly says: string;
  readonly tone: Tone;
}
