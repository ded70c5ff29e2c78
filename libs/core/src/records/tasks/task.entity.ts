import type { Actor } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';

/** Work for a role, with its deadline. */
@Entity('task')
@Unique('task_act_key_key', ['actKey'])
@Index('task_open', ['role', 'dueAt'], { where: 'done_at IS NULL' })
@Index('task_watch', ['dueAt'], { where: '(done_at IS NULL) AND (late_at IS NULL) AND (due_at IS NOT NULL)' })
@Index('task_open_once', ['openKey'], { unique: true, where: 'done_at IS NULL' })
export class Task {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'task_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer', nullable: true })
  accountId!: number | null;
  @Column({ type: 'text' })
  kind!: string;
  @Column({ type: 'text' })
  role!: string;
  @Column({ type: 'text' })
  clause!: ClauseId;
  @Column({ type: 'text' })
  says!: string;
  @InstantColumn({ name: 'due_at', nullable: true })
  dueAt!: Instant | null;
  @InstantColumn({ name: 'opened_at' })
  openedAt!: Instant;
  @InstantColumn({ name: 'done_at', nullable: true })
  doneAt!: Instant | null;
  @Column({ name: 'act_key', type: 'text', nullable: true })
  actKey!: string | null;
  @InstantColumn({ name: 'late_at', nullable: true })
  lateAt!: Instant | null;
  @Column({ name: 'done_by', type: 'jsonb', nullable: true })
  doneBy!: Actor | null;
  @Column({ type: 'text', nullable: true })
  outcome!: string | null;
  @Column({ type: 'jsonb', default: () => "'{}'" })
  subject!: unknown;
  @Column({
    name: 'open_key',
    type: 'text',
    nullable: true,
    comment: 'At most one open task has it: what is told again while it is open makes no second one.',
  })
  openKey!: string | null;
}
