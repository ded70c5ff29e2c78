import type { ClauseId, Instant } from '@curbstop/policy';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';
import { Bill } from '../bills/bill.entity.ts';

/** A scheduled action that was done. Doing it twice is impossible: its key is here. */
@Entity('act')
@Index('act_account', ['accountId'])
@Index('act_done', ['doneAt', 'act'])
export class ScheduledAction {
  @PrimaryColumn({ type: 'text' })
  key!: string;
  @ForeignKey(() => Account, { name: 'act_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ type: 'text' })
  act!: string;
  @Column({ type: 'text' })
  clause!: ClauseId;
  @ForeignKey(() => Bill, { name: 'act_bill_id_fkey' })
  @Column({ name: 'bill_id', type: 'integer', nullable: true })
  billId!: number | null;
  @InstantColumn({ name: 'due_at' })
  dueAt!: Instant;
  @InstantColumn({ name: 'done_at' })
  doneAt!: Instant;
  @Column({ type: 'text' })
  outcome!: string;
}
