import type { Cents, ClauseId } from '@curbstop/policy';

/** Somebody a run is about: what would be done, or why nothing. */
export interface PreviewLine {
  readonly accountId: number;
  readonly number: string;
  readonly name: string;
  readonly address: string;
  readonly amount: Cents;
  readonly clause: ClauseId;
  readonly says: string;
}

/** A line before its account is named. */
export type PreviewRow = Pick<PreviewLine, 'accountId' | 'amount' | 'clause' | 'says'>;
