import type { ClauseId } from '../clauses/clause-id.ts';
import type { Instant } from '../units.ts';

/** A rule besides E.1, E.2.a and Z.2 that must be behind a bill before its account may be closed for it. */
export interface Precondition {
  readonly code: 'tenant-notice' | 'posting' | 'phone-contact' | 'returned-payment' | 'promise';
  readonly clause: ClauseId;
  /** The first moment at which it lets go; null while only an act can make it so. */
  readonly opens: Instant | null;
  /** A sentence that can be read to a customer. */
  readonly says: string;
}
