import type { Cents, ClauseId, Day, Instant, Purpose } from '@curbstop/policy';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';

/** Money that came in, once: the key is made by whoever took it. */
@Entity('payment')
export class Payment {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ name: 'idempotency_key', type: 'uuid' })
  idempotencyKey!: string;
  @CountColumn()
  amount!: Cents;
  @Column({ type: 'text' })
  method!: string;
  @Column({ type: 'text' })
  channel!: string;
  @Column({ type: 'text', default: '' })
  reference!: string;
  @InstantColumn({ name: 'received_at' })
  receivedAt!: Instant;
  /** The day it is credited (J.2, J.3, J.4). */
  @Column({ type: 'date' })
  effective!: Day;
  @Column({ name: 'taken_by', type: 'integer', nullable: true })
  takenBy!: number | null;
  @Column({ type: 'text' })
  clause!: ClauseId;
  /** What the payer says it is for; null for the policy's order. */
  @Column({ type: 'text', nullable: true })
  purpose!: Purpose | null;
  /** J.2.a, J.3: false while its day is still to come. */
  @Column({ type: 'boolean' })
  credited!: boolean;
  /** K.7: given while the water was off, or for the reconnection. */
  @Column({ name: 'to_reconnect', type: 'boolean' })
  toReconnect!: boolean;
  /** J.5: who counted the cash of the drop box with the one who took it. */
  @Column({ name: 'counted_by', type: 'text', nullable: true })
  countedBy!: string | null;
  /** The trace number of a bank debit, by which its return names it. */
  @Column({ type: 'text', nullable: true })
  trace!: string | null;
  /** Why a person checks, or has checked, whether it is to be credited. */
  @Column({ type: 'text', nullable: true })
  doubt!: string | null;
  /** The hold that keeps the water on meanwhile. */
  @Column({ name: 'doubt_hold_id', type: 'integer', nullable: true })
  doubtHoldId!: number | null;
  /** True until that person has decided. */
  @Column({ name: 'in_doubt', type: 'boolean', default: false })
  inDoubt!: boolean;
  /** When a person found that it is none of this account; null while it counts. */
  @InstantColumn({ name: 'set_aside_at', nullable: true })
  setAsideAt!: Instant | null;
  /** What was asked under the key, so that another request with the same key is told apart. */
  @Column({ type: 'text', nullable: true })
  asked!: string | null;
  /** The answer that was given, so that asking twice gives it again. */
  @Column({ type: 'jsonb', nullable: true })
  receipt!: unknown;
}
