import type { Actor } from '@curbstop/contracts';
import type { Cents, Day, Instant } from '@curbstop/policy';
import { Column, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';

/** A run of bills or lists. */
@Entity('batch')
@Unique('batch_key_key', ['key'])
export class Batch {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ type: 'text' })
  key!: string;
  @Column({ type: 'text' })
  kind!: string;
  @Column({ type: 'date' })
  day!: Day;
  @InstantColumn({ name: 'run_at' })
  runAt!: Instant;
  @Column({ type: 'jsonb', default: () => "'{}'" })
  summary!: unknown;
  @InstantColumn({ name: 'undone_at', nullable: true })
  undoneAt!: Instant | null;
  @Column({ name: 'undone_by', type: 'jsonb', nullable: true })
  undoneBy!: Actor | null;
  @Column({ name: 'undone_why', type: 'text', nullable: true })
  undoneWhy!: string | null;
}

/** What a run made, so that it can be undone as a whole. */
@Entity('batch_item')
export class BatchItem {
  @ForeignKey(() => Batch, { name: 'batch_item_batch_id_fkey' })
  @PrimaryColumn({ name: 'batch_id', type: 'integer' })
  batchId!: number;
  @PrimaryColumn({ type: 'text' })
  kind!: string;
  @PrimaryColumn({ name: 'ref_id', type: 'integer' })
  refId!: number;
  @ForeignKey(() => Account, { name: 'batch_item_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @CountColumn({ default: 0 })
  amount!: Cents;
}
