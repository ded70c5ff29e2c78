import type { Cents, ClauseId, Instant } from '@curbstop/policy';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';

/** A lasting mark on an account, such as cash only. */
@Entity('flag')
@Index('flag_account', ['accountId'], { where: 'cleared_at IS NULL' })
export class Flag {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'flag_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ type: 'text' })
  kind!: string;
  @Column({ type: 'text' })
  clause!: ClauseId;
  @InstantColumn({ name: 'set_at' })
  setAt!: Instant;
  @InstantColumn({ name: 'until_at', nullable: true })
  untilAt!: Instant | null;
  @CountColumn({ nullable: true })
  amount!: Cents | null;
  @InstantColumn({ name: 'due_at', nullable: true })
  dueAt!: Instant | null;
  @Column({ type: 'text' })
  why!: string;
  @InstantColumn({ name: 'cleared_at', nullable: true })
  clearedAt!: Instant | null;
  @Column({ name: 'cleared_why', type: 'text', nullable: true })
  clearedWhy!: string | null;
}
