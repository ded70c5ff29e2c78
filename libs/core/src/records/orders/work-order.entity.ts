import type { Actor, OrderKind, OrderState, Parked, Recall } from '@curbstop/contracts';
import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';
import { ServicePoint } from '../accounts/premise.entity.ts';
import { Crew } from '../crews/crew.entity.ts';

/** A job for a crew or a remote valve. Its life is the table in `libs/work-orders`. */
@Entity('work_order')
@Unique('work_order_number_key', ['number'])
@Unique('work_order_act_key_key', ['actKey'])
@Index('work_order_open', ['dueOn'], { where: "state NOT IN ('completed', 'cancelled', 'cannot-complete')" })
@Index('work_order_finished', ['finishedAt'], { where: 'finished_at IS NOT NULL' })
@Index('work_order_account', ['accountId'])
@Index('work_order_crew', ['crewId'], { where: 'crew_id IS NOT NULL' })
@Index('work_order_number_squeezed', { synchronize: false })
export class WorkOrder {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ type: 'text' })
  number!: string;
  @ForeignKey(() => Account, { name: 'work_order_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @ForeignKey(() => ServicePoint, { name: 'work_order_service_point_id_fkey' })
  @Column({ name: 'service_point_id', type: 'integer' })
  servicePointId!: number;
  @Column({ type: 'text' })
  kind!: OrderKind;
  @Column({ type: 'text' })
  state!: OrderState;
  @Column({ type: 'text' })
  clause!: ClauseId;
  @Column({ type: 'boolean', default: false })
  urgent!: boolean;
  @Column({ name: 'due_on', type: 'date' })
  dueOn!: Day;
  @Column({ name: 'bill_ids', type: 'integer', array: true, default: '{}' })
  billIds!: number[];
  @CountColumn({ nullable: true })
  amount!: Cents | null;
  /** The gate's answer when the order was made, with the facts it was given. */
  @Column({ type: 'jsonb', nullable: true })
  verdict!: unknown;
  @InstantColumn({ name: 'created_at' })
  createdAt!: Instant;
  /** When it came into its state. */
  @InstantColumn()
  since!: Instant;
  @InstantColumn({ name: 'finished_at', nullable: true })
  finishedAt!: Instant | null;
  /** Why the office asked for it; null where the policy did. */
  @Column({ type: 'text', nullable: true })
  reason!: string | null;
  @Column({ type: 'text', nullable: true })
  outcome!: string | null;
  @ForeignKey(() => WorkOrder, { name: 'work_order_follows_id_fkey' })
  @Column({ name: 'follows_id', type: 'integer', nullable: true })
  followsId!: number | null;
  @ForeignKey(() => Crew, { name: 'work_order_crew_id_fkey' })
  @Column({ name: 'crew_id', type: 'integer', nullable: true })
  crewId!: number | null;
  @Column({ type: 'integer', nullable: true })
  sequence!: number | null;
  @Column({ type: 'boolean', default: false })
  pinned!: boolean;
  @Column({ name: 'crew_only', type: 'boolean', default: false })
  crewOnly!: boolean;
  @Column({ type: 'jsonb', nullable: true })
  recall!: Recall | null;
  /** Rises with every change, whoever makes it; the database sees to that. */
  @Column({ type: 'integer', default: 0 })
  version!: number;
  @Column({ name: 'act_key', type: 'text', nullable: true })
  actKey!: string | null;
  /** The dwelling of a multi-unit building that it is about; null for the whole account. */
  @Column({ type: 'smallint', nullable: true })
  unit!: number | null;
  /** Its customer says that it is paid: it waits for the cashier, or has the answer. */
  @Column({ type: 'jsonb', nullable: true })
  parked!: Parked | null;
  /** Nothing but the dispatcher ends this hold. */
  @Column({ name: 'held_by_dispatch', type: 'boolean', default: false })
  heldByDispatch!: boolean;
}

/** Which crew had which order, from when to when. */
@Entity('assignment')
@Index('assignment_one', ['orderId'], { unique: true, where: 'ended_at IS NULL' })
export class Assignment {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => WorkOrder, { name: 'assignment_order_id_fkey' })
  @Column({ name: 'order_id', type: 'integer' })
  orderId!: number;
  @ForeignKey(() => Crew, { name: 'assignment_crew_id_fkey' })
  @Column({ name: 'crew_id', type: 'integer' })
  crewId!: number;
  @InstantColumn({ name: 'assigned_at' })
  assignedAt!: Instant;
  @Column({ name: 'assigned_by', type: 'jsonb' })
  assignedBy!: Actor;
  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt!: Instant | null;
}
