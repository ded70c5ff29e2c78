import type { ClauseId, Instant } from '@curbstop/policy';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';

/** A block on closing, with the clause that placed it. */
@Entity('hold')
export class Hold {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ type: 'text' })
  kind!: string;
  @Column({ type: 'text' })
  clause!: ClauseId;
  @InstantColumn({ name: 'from_at' })
  fromAt!: Instant;
  @InstantColumn({ name: 'until_at', nullable: true })
  untilAt!: Instant | null;
  @InstantColumn({ name: 'lifted_at', nullable: true })
  liftedAt!: Instant | null;
  /** Bills it covers, null for all. */
  @Column({ name: 'bill_ids', type: 'integer', array: true, nullable: true })
  billIds!: number[] | null;
  @Column({ type: 'text' })
  reason!: string;
}
