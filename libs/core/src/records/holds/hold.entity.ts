import type { Actor } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';

/** A block on closing, with the clause that placed it. */
@Entity('hold')
@Unique('hold_request_key_key', ['requestKey'])
@Index('hold_account', ['accountId'])
export class Hold {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'hold_account_id_fkey' })
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
  @Column({ name: 'request_key', type: 'text', nullable: true })
  requestKey!: string | null;
}

/** Nobody's water is turned off while it stands. */
@Entity('moratorium')
@Check('moratorium_check', 'until_at >= from_at')
export class Moratorium {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'route_group', type: 'smallint', nullable: true })
  routeGroup!: number | null;
  @InstantColumn({ name: 'from_at' })
  fromAt!: Instant;
  @InstantColumn({ name: 'until_at' })
  untilAt!: Instant;
  @Column({ type: 'text' })
  reason!: string;
  @Column({ name: 'placed_by', type: 'jsonb' })
  placedBy!: Actor;
  @InstantColumn({ name: 'lifted_at', nullable: true })
  liftedAt!: Instant | null;
}
