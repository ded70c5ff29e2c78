import type { Instant } from '@curbstop/policy';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';
import { Customer } from '../accounts/customer.entity.ts';
import { ServicePoint } from '../accounts/premise.entity.ts';

/** The owner to whom a service point goes back when a tenant leaves (A.4). */
@Entity('landlord_trust')
@Index('landlord_trust_one', ['servicePointId'], { unique: true, where: 'ended_at IS NULL' })
export class LandlordTrust {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => ServicePoint, { name: 'landlord_trust_service_point_id_fkey' })
  @Column({ name: 'service_point_id', type: 'integer' })
  servicePointId!: number;
  @ForeignKey(() => Customer, { name: 'landlord_trust_owner_id_fkey' })
  @Column({ name: 'owner_id', type: 'integer' })
  ownerId!: number;
  @InstantColumn({ name: 'began_at' })
  beganAt!: Instant;
  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt!: Instant | null;
  @Column({ name: 'ended_why', type: 'text', nullable: true })
  endedWhy!: string | null;
}
