import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';

/** An outage of the payment site, planned or past (J.4.a). */
@Entity('website_window')
@Check('website_window_check', 'to_at > from_at')
export class PaymentSiteOutage {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @InstantColumn({ name: 'from_at' })
  fromAt!: Instant;
  @InstantColumn({ name: 'to_at' })
  toAt!: Instant;
  @Column({ type: 'text' })
  reason!: string;
  @InstantColumn({ name: 'planned_at' })
  plannedAt!: Instant;
  @Column({ name: 'planned_by', type: 'jsonb' })
  plannedBy!: Actor;
  @InstantColumn({ name: 'cancelled_at', nullable: true })
  cancelledAt!: Instant | null;
}
