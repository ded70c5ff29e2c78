import type { CustomerClass, CustomerRole, Day, Instant } from '@curbstop/policy';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';

/** A customer's water at one service point, from one day to another. */
@Entity('account')
export class Account {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  /** Eleven digits, as printed on the bill. */
  @Column({ type: 'text' })
  number!: string;
  @Column({ name: 'customer_id', type: 'integer' })
  customerId!: number;
  @Column({ name: 'service_point_id', type: 'integer' })
  servicePointId!: number;
  @Column({ type: 'text' })
  class!: CustomerClass;
  @Column({ type: 'text' })
  role!: CustomerRole;
  @Column({ type: 'text' })
  status!: 'pending' | 'active' | 'closed';
  @Column({ name: 'opened_on', type: 'date' })
  openedOn!: Day;
  @Column({ name: 'closed_on', type: 'date', nullable: true })
  closedOn!: Day | null;
  @Column({ type: 'text', default: 'on' })
  service!: 'on' | 'off';
  @Column({ name: 'policy_profile', type: 'text' })
  policyProfile!: string;
  /** When the policy next wants to look; recomputed in every transaction that changes the account. */
  @InstantColumn({ name: 'next_act_at', nullable: true })
  nextActAt!: Instant | null;
  @Column({ type: 'integer', default: 0 })
  version!: number;
}
