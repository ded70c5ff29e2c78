import type { Actor } from '@curbstop/contracts';
import type { Day, Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';
import { Bill } from '../bills/bill.entity.ts';

/** What counts in rolling windows and calendar years. Written by the transaction in which it happened. */
@Entity('past_event')
@Index('past_event_account', ['accountId'])
export class PastEvent {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'past_event_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ type: 'text' })
  was!: string;
  @Column({ name: 'on_day', type: 'date' })
  onDay!: Day;
  @ForeignKey(() => Bill, { name: 'past_event_bill_id_fkey' })
  @Column({ name: 'bill_id', type: 'integer', nullable: true })
  billId!: number | null;
  @InstantColumn({ name: 'noted_at' })
  notedAt!: Instant;
}

/** A talk with an adult of the household. */
@Entity('contact_made')
@Unique('contact_made_idempotency_key_key', ['idempotencyKey'])
@Index('contact_made_account', ['accountId'])
export class ContactMade {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'contact_made_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ name: 'idempotency_key', type: 'uuid' })
  idempotencyKey!: string;
  @Check('contact_made_kind_check', "kind IN ('phone', 'adult')")
  @Column({ type: 'text' })
  kind!: 'phone' | 'adult';
  @InstantColumn()
  at!: Instant;
  @Column({ name: 'by_whom', type: 'jsonb' })
  byWhom!: Actor;
  @Column({ type: 'text' })
  note!: string;
}
