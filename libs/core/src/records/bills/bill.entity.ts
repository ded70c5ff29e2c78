import type { Cents, Day, Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';
import { Batch } from '../batches/batch.entity.ts';
import { Meter } from '../meters/meter.entity.ts';

/** A bill, with the policy version of its own day. */
@Entity('bill')
@Unique('bill_of_day', ['accountId', 'billDate', 'kind', 'nthOfDay'])
@Unique('bill_number_key', ['number'])
@Index('bill_account', ['accountId', 'billDate'])
@Index('bill_number_squeezed', { synchronize: false })
export class Bill {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'bill_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ type: 'text' })
  number!: string;
  @Check('bill_kind_check', "kind IN ('regular', 'final', 'corrected')")
  @Column({ type: 'text' })
  kind!: 'regular' | 'final' | 'corrected';
  @Column({ name: 'bill_date', type: 'date' })
  billDate!: Day;
  /** As printed (B.2). */
  @Column({ type: 'date' })
  due!: Day;
  @Column({ name: 'period_from', type: 'date' })
  periodFrom!: Day;
  @Column({ name: 'period_to', type: 'date' })
  periodTo!: Day;
  @ForeignKey(() => Meter, { name: 'bill_meter_id_fkey' })
  @Column({ name: 'meter_id', type: 'integer', nullable: true })
  meterId!: number | null;
  @CountColumn({ name: 'start_litres', nullable: true })
  startLitres!: number | null;
  @CountColumn({ name: 'end_litres', nullable: true })
  endLitres!: number | null;
  /** Whole units of 100 cubic feet. */
  @Column({ type: 'integer', default: 0 })
  units!: number;
  @Column({ type: 'boolean', default: false })
  estimated!: boolean;
  @CountColumn()
  amount!: Cents;
  @Column({ name: 'policy_profile', type: 'text' })
  policyProfile!: string;
  /** First day of the version in force on the bill date (Z.1). */
  @Column({ name: 'policy_version', type: 'date' })
  policyVersion!: Day;
  @ForeignKey(() => Batch, { name: 'bill_batch_id_fkey' })
  @Column({ name: 'batch_id', type: 'integer', nullable: true })
  batchId!: number | null;
  @ForeignKey(() => Bill, { name: 'bill_replaced_by_fkey' })
  @Column({ name: 'replaced_by', type: 'integer', nullable: true })
  replacedBy!: number | null;
  @Column({
    name: 'counts_until',
    type: 'date',
    nullable: true,
    comment: 'J.4.a: a later last day to pay without a late charge, given by a supervisor.',
  })
  countsUntil!: Day | null;
  @Check('bill_nth_of_day_check', 'nth_of_day > 0')
  @Column({
    name: 'nth_of_day',
    type: 'smallint',
    default: 1,
    comment: 'Bills of a kind that an account gets on one day are counted; a bill run makes the first.',
  })
  nthOfDay!: number;
  @CountColumn({ name: 'start_shift', default: 0 })
  startShift!: number;
  @CountColumn({ name: 'end_shift', default: 0 })
  endShift!: number;
  @InstantColumn({ name: 'taken_back_at', nullable: true })
  takenBackAt!: Instant | null;
}

/** A line of a bill, as printed. */
@Entity('bill_line')
export class BillLine {
  @ForeignKey(() => Bill, { name: 'bill_line_bill_id_fkey' })
  @PrimaryColumn({ name: 'bill_id', type: 'integer' })
  billId!: number;
  @PrimaryColumn({ type: 'smallint' })
  ordinal!: number;
  @Column({ type: 'text' })
  says!: string;
  @Column({ type: 'text' })
  quantity!: string;
  @CountColumn()
  amount!: Cents;
}
