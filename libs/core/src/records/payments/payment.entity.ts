import type { Cents, ClauseId, Day, Instant, Purpose } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';
import { Hold } from '../holds/hold.entity.ts';

/** Money that came in, once: the key is made by whoever took it. */
@Entity('payment')
@Unique('payment_idempotency_key_key', ['idempotencyKey'])
@Index('payment_account', ['accountId'])
@Index('payment_incoming', ['accountId'], { where: 'NOT credited' })
@Index('payment_trace', ['trace'], { where: 'trace IS NOT NULL' })
@Index('payment_reference', ['accountId', 'reference'], { where: "reference <> ''" })
@Check('payment_doubt', '(NOT in_doubt) OR ((doubt IS NOT NULL) AND (NOT credited) AND (set_aside_at IS NULL))')
@Check('payment_set_aside', '(set_aside_at IS NULL) OR (NOT credited)')
export class Payment {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'payment_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ name: 'idempotency_key', type: 'uuid' })
  idempotencyKey!: string;
  @Check('payment_amount_check', 'amount > 0')
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
  /** The answer that was given, so that asking twice gives it again. */
  @Column({ type: 'jsonb', nullable: true })
  receipt!: unknown;
  /** What the payer says it is for; null for the policy's order. */
  @Check('payment_purpose_check', "purpose IN ('bill', 'nsf', 'reconnection', 'deposit')")
  @Column({ type: 'text', nullable: true })
  purpose!: Purpose | null;
  @Column({ type: 'text', default: 'J.2' })
  clause!: ClauseId;
  /** J.2.a, J.3: false while its day is still to come. */
  @Column({ type: 'boolean', default: true, comment: 'J.2.a, J.3: false while its day is still to come.' })
  credited!: boolean;
  /** K.7: given while the water was off, or for the reconnection. */
  @Column({
    name: 'to_reconnect',
    type: 'boolean',
    default: false,
    comment: 'K.7: it was given while the water was off, or for the reconnection.',
  })
  toReconnect!: boolean;
  /** J.5: who counted the cash of the drop box with the one who took it. */
  @Column({ name: 'counted_by', type: 'text', nullable: true })
  countedBy!: string | null;
  /** The trace number of a bank debit, by which its return names it. */
  @Column({ type: 'text', nullable: true, comment: 'The trace number of a bank debit, by which its return names it.' })
  trace!: string | null;
  /** Why a person checks, or has checked, whether it is to be credited. */
  @Column({
    type: 'text',
    nullable: true,
    comment: 'J.1, J.2.a, J.3: why a person checks, or has checked, whether it is to be credited.',
  })
  doubt!: string | null;
  /** The hold that keeps the water on meanwhile. */
  @ForeignKey(() => Hold, { name: 'payment_doubt_hold_id_fkey' })
  @Column({ name: 'doubt_hold_id', type: 'integer', nullable: true })
  doubtHoldId!: number | null;
  /** True until that person has decided. */
  @Column({ name: 'in_doubt', type: 'boolean', default: false })
  inDoubt!: boolean;
  /** When a person found that it is none of this account; null while it counts. */
  @InstantColumn({ name: 'set_aside_at', nullable: true })
  setAsideAt!: Instant | null;
  /** What was asked under the key, so that another request with the same key is told apart. */
  @Column({ type: 'text', nullable: true, comment: 'What was asked under the key, as a hash.' })
  asked!: string | null;
}
