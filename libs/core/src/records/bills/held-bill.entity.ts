import type { Actor } from '@curbstop/contracts';
import type { Cents, Day, Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';
import { Meter } from '../meters/meter.entity.ts';

/** A bill far above the usual use, before a person releases it (B.1). */
@Entity('held_bill')
@Index('held_bill_one_of_account', ['accountId'], { unique: true, where: "state = 'held'" })
export class HeldBill {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'held_bill_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Check('held_bill_kind_check', "kind IN ('regular', 'final')")
  @Column({ type: 'text' })
  kind!: 'regular' | 'final';
  @ForeignKey(() => Meter, { name: 'held_bill_meter_id_fkey' })
  @Column({ name: 'meter_id', type: 'integer' })
  meterId!: number;
  @Column({ name: 'route_group', type: 'integer' })
  routeGroup!: number;
  @Column({ name: 'read_monday', type: 'date' })
  readMonday!: Day;
  @Column({ name: 'bill_date', type: 'date' })
  billDate!: Day;
  @InstantColumn({ name: 'read_at' })
  readAt!: Instant;
  @CountColumn({ name: 'start_litres' })
  startLitres!: number;
  @CountColumn({ name: 'end_litres' })
  endLitres!: number;
  @Column({ type: 'integer' })
  units!: number;
  @Column({ name: 'usual_units', type: 'integer', nullable: true })
  usualUnits!: number | null;
  @CountColumn()
  amount!: Cents;
  @Column({ type: 'text' })
  message!: string;
  @InstantColumn({ name: 'held_at' })
  heldAt!: Instant;
  @Column({ type: 'integer', default: 1 })
  version!: number;
  @Check('held_bill_state_check', "state IN ('held', 'released', 'read-void', 'reading-again', 'overtaken')")
  @Column({ type: 'text', default: 'held' })
  state!: 'held' | 'released' | 'read-void' | 'reading-again' | 'overtaken';
  @Column({ type: 'text', nullable: true })
  reason!: string | null;
  @InstantColumn({ name: 'decided_at', nullable: true })
  decidedAt!: Instant | null;
  @Column({ name: 'decided_by', type: 'jsonb', nullable: true })
  decidedBy!: Actor | null;
}
