import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';

export const CHARGE_KINDS = [
  'bill',
  'penalty',
  'reconnection-fee',
  'after-hours-reconnection-fee',
  'deposit',
  'nsf-fee',
  'manual-read-fee',
  'arrangement-fee',
  /** Money that went back to the customer. */
  'refund',
] as const;
export type ChargeKind = (typeof CHARGE_KINDS)[number];

/** Credits that a clause gives; a payment is none of them. */
export const CREDIT_KINDS = [
  'penalty-waiver',
  'penalty-reversal',
  'deposit-applied',
  'reduction',
  'overcharge',
  /** H.5: takes a bill off the books whose corrected invoice stands in its place. */
  'bill-replaced',
] as const;
export type CreditKind = (typeof CREDIT_KINDS)[number];
export type EntryKind = ChargeKind | CreditKind | 'payment' | 'credit' | 'reversal';

/** One line of an account's ledger. Owed is above zero, credited below. Lines are only ever added. */
@Entity('ledger_entry')
export class LedgerEntry {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ type: 'text' })
  kind!: EntryKind;
  @CountColumn()
  amount!: Cents;
  /** The day it counts from, which may be before the day it was posted. */
  @Column({ name: 'value_date', type: 'date' })
  valueDate!: Day;
  @InstantColumn({ name: 'posted_at' })
  postedAt!: Instant;
  @Column({ type: 'text' })
  clause!: ClauseId;
  @Column({ name: 'bill_id', type: 'integer', nullable: true })
  billId!: number | null;
  @Column({ name: 'payment_id', type: 'integer', nullable: true })
  paymentId!: number | null;
  @Column({ name: 'reverses_id', type: 'integer', nullable: true })
  reversesId!: number | null;
  @Column({ name: 'act_key', type: 'text', nullable: true })
  actKey!: string | null;
}

/** Which part of a credit pays which charge. */
@Entity('allocation')
export class Allocation {
  @PrimaryColumn({ name: 'credit_id', type: 'integer' })
  creditId!: number;
  @PrimaryColumn({ name: 'charge_id', type: 'integer' })
  chargeId!: number;
  @CountColumn()
  amount!: Cents;
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
}
