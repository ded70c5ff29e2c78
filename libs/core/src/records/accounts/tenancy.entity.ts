import type { Instant } from '@curbstop/policy';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';
import { Account } from './account.entity.ts';

/** A tenant who became the customer of a unit, or of the whole, of the owner's account (E.3.d). */
@Entity('tenancy')
@Unique('tenancy_idempotency_key_key', ['idempotencyKey'])
@Index('tenancy_one', ['accountId', 'unit'], { unique: true, where: 'ended_at IS NULL' })
export class Tenancy {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'tenancy_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ type: 'smallint' })
  unit!: number;
  @ForeignKey(() => Account, { name: 'tenancy_tenant_account_id_fkey' })
  @Column({ name: 'tenant_account_id', type: 'integer' })
  tenantAccountId!: number;
  @Column({ name: 'idempotency_key', type: 'uuid' })
  idempotencyKey!: string;
  @InstantColumn({ name: 'began_at' })
  beganAt!: Instant;
  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt!: Instant | null;
}
