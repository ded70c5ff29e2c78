import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';
import { Crew } from '../crews/crew.entity.ts';
import { WorkOrder } from './work-order.entity.ts';

/** A signed yes of the gate, for one order, one crew and at most ten minutes. */
@Entity('permit')
export class Permit {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @ForeignKey(() => WorkOrder, { name: 'permit_order_id_fkey' })
  @Column({ name: 'order_id', type: 'integer' })
  orderId!: number;
  @ForeignKey(() => Crew, { name: 'permit_crew_id_fkey' })
  @Column({ name: 'crew_id', type: 'integer' })
  crewId!: number;
  @InstantColumn({ name: 'issued_at' })
  issuedAt!: Instant;
  @InstantColumn({ name: 'expires_at' })
  expiresAt!: Instant;
  @Column({ type: 'jsonb' })
  verdict!: unknown;
}

/** What a crew proved when it completed an order. */
@Entity('evidence')
export class EvidenceRow {
  @ForeignKey(() => WorkOrder, { name: 'evidence_order_id_fkey' })
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
  @Column({ type: 'jsonb', default: () => "'[]'" })
  doubts!: string[];
}

/** An action of a tablet under its own id, with the answer it got. */
@Entity('crew_action')
export class CrewAction {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @ForeignKey(() => Crew, { name: 'crew_action_crew_id_fkey' })
  @Column({ name: 'crew_id', type: 'integer' })
  crewId!: number;
  @Column({ name: 'order_id', type: 'integer' })
  orderId!: number;
  @Column({ type: 'text' })
  type!: string;
  @Column({ type: 'jsonb' })
  body!: unknown;
  @InstantColumn({ name: 'received_at' })
  receivedAt!: Instant;
  @Column({ type: 'text' })
  result!: string;
  @Column({ type: 'text' })
  says!: string;
  @Column({ type: 'text', array: true })
  clauses!: string[];
}

/** Work that a crew sent for an order it no longer had. It changes nothing; dispatch decides. */
@Entity('crew_conflict')
@Unique('crew_conflict_action_id_key', ['actionId'])
@Index('crew_conflict_open', ['orderId'], { where: 'resolved_at IS NULL' })
@Check('crew_conflict_check', '(resolved_at IS NULL) = (decision IS NULL)')
export class CrewConflict {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => WorkOrder, { name: 'crew_conflict_order_id_fkey' })
  @Column({ name: 'order_id', type: 'integer' })
  orderId!: number;
  @ForeignKey(() => Crew, { name: 'crew_conflict_crew_id_fkey' })
  @Column({ name: 'crew_id', type: 'integer' })
  crewId!: number;
  /** What the tablet sent, whole, is kept in `crew_action` under this id. */
  @Column({ name: 'action_id', type: 'uuid' })
  actionId!: string;
  @Column({ type: 'text' })
  type!: string;
  /** How the crew says it left the valve; null where it says nothing of it. */
  @Check('crew_conflict_valve_check', "valve IN ('open', 'closed')")
  @Column({ type: 'text', nullable: true })
  valve!: 'open' | 'closed' | null;
  @Column({ type: 'text' })
  message!: string;
  @InstantColumn()
  at!: Instant;
  @InstantColumn({ name: 'resolved_at', nullable: true })
  resolvedAt!: Instant | null;
  @Column({ name: 'resolved_by', type: 'jsonb', nullable: true })
  resolvedBy!: Actor | null;
  @Check('crew_conflict_decision_check', "decision IN ('accept', 'dismiss')")
  @Column({ type: 'text', nullable: true })
  decision!: 'accept' | 'dismiss' | null;
  @Column({ type: 'text', nullable: true })
  note!: string | null;
}
