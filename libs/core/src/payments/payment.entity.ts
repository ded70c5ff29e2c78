import type { Cents, Day, Instant } from '@curbstop/policy';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CountColumn, InstantColumn } from '../db/columns.ts';

/** Money that came in, once: the key is made by whoever took it. */
@Entity('payment')
export class Payment {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ name: 'idempotency_key', type: 'uuid' })
  idempotencyKey!: string;
  @CountColumn()
  amount!: Cents;
  @Column({ type: 'text' })
  method!: string;
  @Column({ type: 'text' })
  channel!: string;
  @Column({ type: 'text', default: '' })
  reference!: string;
  @InstantColumn({ name: 'received_at' })
  receivedAt!: Instant;
  /** The day it is credited (J.2, J.3, J.4). */
  @Column({ type: 'date' })
  effective!: Day;
  @Column({ name: 'taken_by', type: 'integer', nullable: true })
  takenBy!: number | null;
  /** The answer that was given, so that asking twice gives it again. */
  @Column({ type: 'jsonb', nullable: true })
  receipt!: unknown;
}
