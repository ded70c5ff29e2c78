import type { Cents, Day } from '@curbstop/policy';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { CountColumn } from '../../db/columns.ts';

@Entity('bill')
export class Bill {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ type: 'text' })
  number!: string;
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
  @Column({ name: 'batch_id', type: 'integer', nullable: true })
  batchId!: number | null;
}

@Entity('bill_line')
export class BillLine {
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
