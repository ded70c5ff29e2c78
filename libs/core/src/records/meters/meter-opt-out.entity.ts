import type { Day } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.ts';

/** Days on which a customer refused the smart meter (L.1). */
@Entity('meter_opt_out')
@Index('meter_opt_out_one', ['accountId'], { unique: true, where: 'until_day IS NULL' })
@Index('meter_opt_out_account', ['accountId'])
@Check('meter_opt_out_check', '(until_day IS NULL) OR (until_day >= from_day)')
export class MeterOptOut {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'meter_opt_out_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ name: 'from_day', type: 'date' })
  fromDay!: Day;
  /** Not one of the days. */
  @Column({ name: 'until_day', type: 'date', nullable: true })
  untilDay!: Day | null;
}
