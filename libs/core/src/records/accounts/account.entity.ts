import type { CustomerClass, CustomerRole, Day, Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { Customer } from './customer.entity.ts';
import { ServicePoint } from './premise.entity.ts';

/** A customer's water at one service point, from one day to another. */
@Entity('account')
@Unique('account_number_key', ['number'])
@Index('account_due', ['nextActAt', 'id'], { where: 'next_act_at IS NOT NULL' })
@Index('account_customer', ['customerId'])
@Index('account_one_open', ['servicePointId'], { unique: true, where: "status = 'active'" })
@Index('account_service_point', ['servicePointId'])
export class Account {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  /** Eleven digits, as printed on the bill. */
  @Check('account_number_check', "number ~ '^[0-9]{11}$'")
  @Column({ type: 'text' })
  number!: string;
  @ForeignKey(() => Customer, { name: 'account_customer_id_fkey' })
  @Column({ name: 'customer_id', type: 'integer' })
  customerId!: number;
  @ForeignKey(() => ServicePoint, { name: 'account_service_point_id_fkey' })
  @Column({ name: 'service_point_id', type: 'integer' })
  servicePointId!: number;
  @Check('account_class_check', "class IN ('residential', 'commercial', 'state', 'government')")
  @Column({ type: 'text' })
  class!: CustomerClass;
  @Check('account_role_check', "role IN ('owner-occupant', 'landlord', 'tenant')")
  @Column({ type: 'text' })
  role!: CustomerRole;
  @Check('account_status_check', "status IN ('pending', 'active', 'closed')")
  @Column({ type: 'text' })
  status!: 'pending' | 'active' | 'closed';
  @Column({ name: 'opened_on', type: 'date' })
  openedOn!: Day;
  @Column({ name: 'closed_on', type: 'date', nullable: true })
  closedOn!: Day | null;
  @Check('account_service_check', "service IN ('on', 'off')")
  @Column({ type: 'text', default: 'on' })
  service!: 'on' | 'off';
  @Column({ name: 'policy_profile', type: 'text' })
  policyProfile!: string;
  /** When the policy next wants to look; recomputed in every transaction that changes the account. */
  @InstantColumn({ name: 'next_act_at', nullable: true })
  nextActAt!: Instant | null;
  @Column({ type: 'integer', default: 0 })
  version!: number;
  @Column({ name: 'units_off', type: 'smallint', array: true, default: '{}' })
  unitsOff!: number[];
  @Column({ name: 'notices_by_hand', type: 'boolean', default: false })
  noticesByHand!: boolean;
  @CountColumn({
    name: 'opening_litres',
    nullable: true,
    comment: 'A.4.a: the register at which the customer began; null for the first at a meter.',
  })
  openingLitres!: number | null;
  @CountColumn({ name: 'opening_shift', default: 0 })
  openingShift!: number;
}
