import type { OrderKind, OrderState, Parked, Recall } from '@curbstop/contracts';
import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';

/** A job for a crew or a remote valve. Its life is the table in `libs/work-orders`. */
@Entity('work_order')
export class WorkOrder {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ type: 'text' })
  number!: string;
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
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
  @Column({ name: 'bill_ids', type: 'integer', array: true })
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
  @Column({ type: 'text', nullable: true })
  outcome!: string | null;
  /** The dwelling of a multi-unit building that it is about; null for the whole account. */
  @Column({ type: 'smallint', nullable: true })
  unit!: number | null;
  @Column({ name: 'follows_id', type: 'integer', nullable: true })
  followsId!: number | null;
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
  /** Its customer says that it is paid: it waits for the cashier, or has the answer. */
  @Column({ type: 'jsonb', nullable: true })
  parked!: Parked | null;
  /** Nothing but the dispatcher ends this hold. */
  @Column({ name: 'held_by_dispatch', type: 'boolean', default: false })
  heldByDispatch!: boolean;
  /** Rises with every change, whoever makes it; the database sees to that. */
  @Column({ type: 'integer', default: 0 })
  version!: number;
  @Column({ name: 'act_key', type: 'text', nullable: true })
  actKey!: string | null;
}

@Entity('assignment')
export class Assignment {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'order_id', type: 'integer' })
  orderId!: number;
  @Column({ name: 'crew_id', type: 'integer' })
  crewId!: number;
  @InstantColumn({ name: 'assigned_at' })
  assignedAt!: Instant;
  @Column({ name: 'assigned_by', type: 'jsonb' })
  assignedBy!: unknown;
  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt!: Instant | null;
}

/** What a crew proved when it completed an order. */
@Entity('evidence')
export class EvidenceRow {
  @PrimaryColumn({ name: 'order_id', type: 'integer' })
  orderId!: number;
  @Column({ name: 'action_id', type: 'uuid' })
  actionId!: string;
  @Column({ type: 'jsonb' })
  body!: unknown;
  @InstantColumn({ name: 'device_at' })
  deviceAt!: Instant;
  @InstantColumn({ name: 'received_at' })
  receivedAt!: Instant;
  /** What it leaves in doubt, in sentences. */
  @Column({ type: 'jsonb' })
  doubts!: string[];
}

/** Work that a crew sent for an order it no longer had. It changes nothing; dispatch decides. */
@Entity('crew_conflict')
export class CrewConflict {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'order_id', type: 'integer' })
  orderId!: number;
  @Column({ name: 'crew_id', type: 'integer' })
  crewId!: number;
  @Column({ name: 'action_id', type: 'uuid' })
  actionId!: string;
  @Column({ type: 'text' })
  type!: string;
  @Column({ type: 'text', nullable: true })
  valve!: 'open' | 'closed' | null;
  @Column({ type: 'text' })
  message!: string;
  @InstantColumn()
  at!: Instant;
  @InstantColumn({ name: 'resolved_at', nullable: true })
  resolvedAt!: Instant | null;
  @Column({ name: 'resolved_by', type: 'jsonb', nullable: true })
  resolvedBy!: unknown;
  @Column({ type: 'text', nullable: true })
  decision!: 'accept' | 'dismiss' | null;
  @Column({ type: 'text', nullable: true })
  note!: string | null;
}
