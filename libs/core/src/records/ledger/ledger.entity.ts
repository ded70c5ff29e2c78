import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';
import { Bill } from '../bills/bill.entity.ts';
import { Payment } from '../payments/payment.entity.ts';

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
@Unique('ledger_entry_reverses_id_key', ['reversesId'])
@Unique('ledger_entry_act_key_key', ['actKey'])
@Index('ledger_account', ['accountId', 'id'])
@Index('ledger_bill', ['billId'], { where: 'bill_id IS NOT NULL' })
@Check(
  'ledger_entry_check',
  "CASE WHEN (kind IN ('payment', 'credit', 'penalty-waiver', 'penalty-reversal', 'deposit-applied', 'reduction', 'overcharge', 'bill-replaced')) THEN (amount < 0) WHEN (kind = 'reversal') THEN (amount <> 0) ELSE (amount >= 0) END",
)
export class LedgerEntry {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'ledger_entry_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Check(
    'ledger_entry_kind_check',
    "kind IN ('bill', 'penalty', 'reconnection-fee', 'after-hours-reconnection-fee', 'deposit', 'nsf-fee', 'manual-read-fee', 'arrangement-fee', 'payment', 'credit', 'reversal', 'penalty-waiver', 'penalty-reversal', 'deposit-applied', 'reduction', 'overcharge', 'bill-replaced', 'refund')",
  )
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
  @ForeignKey(() => Bill, { name: 'ledger_entry_bill_id_fkey' })
  @Column({ name: 'bill_id', type: 'integer', nullable: true })
  billId!: number | null;
  @ForeignKey(() => Payment, { name: 'ledger_entry_payment_id_fkey' })
  @Column({ name: 'payment_id', type: 'integer', nullable: true })
  paymentId!: number | null;
  @ForeignKey(() => LedgerEntry, { name: 'ledger_entry_reverses_id_fkey' })
  @Column({ name: 'reverses_id', type: 'integer', nullable: true })
  reversesId!: number | null;
  @Column({ name: 'act_key', type: 'text', nullable: true })
  actKey!: string | null;
}

/** Which part of a credit pays which charge. */
@Entity('allocation')
@Index('allocation_account', ['accountId'])
@Index('allocation_charge', ['chargeId'])
export class Allocation {
  @ForeignKey(() => LedgerEntry, { name: 'allocation_credit_id_fkey' })
  @PrimaryColumn({ name: 'credit_id', type: 'integer' })
  creditId!: number;
  @ForeignKey(() => LedgerEntry, { name: 'allocation_charge_id_fkey' })
  @PrimaryColumn({ name: 'charge_id', type: 'integer' })
  chargeId!: number;
  @Check('allocation_amount_check', 'amount > 0')
  @CountColumn()
  amount!: Cents;
  @ForeignKey(() => Account, { name: 'allocation_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
}
