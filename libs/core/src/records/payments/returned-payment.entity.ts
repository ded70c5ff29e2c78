import type { Cents, ClauseId, Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';
import { Flag } from '../flags/flag.entity.ts';
import { LedgerEntry } from '../ledger/ledger.entity.ts';
import { Payment } from './payment.entity.ts';

/** A payment that came back. It leaves a debt until `clearedAt`, unless it never counted as one (K.9, bank errors). */
@Entity('returned_payment')
@Unique('returned_payment_idempotency_key_key', ['idempotencyKey'])
@Unique('returned_payment_payment_id_key', ['paymentId'])
@Index('returned_open', ['accountId'], { where: 'cleared_at IS NULL' })
export class ReturnedPayment {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'idempotency_key', type: 'text' })
  idempotencyKey!: string;
  @ForeignKey(() => Account, { name: 'returned_payment_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @ForeignKey(() => Payment, { name: 'returned_payment_payment_id_fkey' })
  @Column({ name: 'payment_id', type: 'integer' })
  paymentId!: number;
  @Column({ type: 'text' })
  code!: string;
  @InstantColumn({ name: 'returned_at' })
  returnedAt!: Instant;
  /** Entries after this one were posted after the return. */
  @Column({ name: 'after_entry', type: 'integer', default: 0 })
  afterEntry!: number;
  @Column({ type: 'text' })
  clause!: ClauseId;
  @InstantColumn({ name: 'due_at', nullable: true })
  dueAt!: Instant | null;
  @ForeignKey(() => Flag, { name: 'returned_payment_flag_id_fkey' })
  @Column({ name: 'flag_id', type: 'integer', nullable: true })
  flagId!: number | null;
  @Column({ name: 'to_reconnect', type: 'boolean', default: false })
  toReconnect!: boolean;
  @InstantColumn({ name: 'cleared_at', nullable: true })
  clearedAt!: Instant | null;
}

/** A charge that a returned payment leaves to be made good, or its fee. */
@Entity('returned_charge')
export class ReturnedCharge {
  @ForeignKey(() => ReturnedPayment, { name: 'returned_charge_returned_id_fkey' })
  @PrimaryColumn({ name: 'returned_id', type: 'integer' })
  returnedId!: number;
  @ForeignKey(() => LedgerEntry, { name: 'returned_charge_charge_id_fkey' })
  @PrimaryColumn({ name: 'charge_id', type: 'integer' })
  chargeId!: number;
  @Check('returned_charge_amount_check', 'amount > 0')
  @CountColumn()
  amount!: Cents;
}
