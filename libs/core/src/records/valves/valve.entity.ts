import type { CommandState, ValveState } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';

/** The curb stop's valve, turned by a crew or, with a device, from afar. */
@Entity('valve')
export class Valve {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'service_point_id', type: 'integer' })
  servicePointId!: number;
  @Column({ name: 'device_id', type: 'integer', nullable: true })
  deviceId!: number | null;
  /** As it was last reported. */
  @Column({ type: 'text', default: 'unknown' })
  state!: ValveState;
  @InstantColumn({ name: 'reported_at', nullable: true })
  reportedAt!: Instant | null;
  @Column({ name: 'flow_litres_hour', type: 'double precision', nullable: true })
  flowLitresHour!: number | null;
}

/**
 * An order to a valve's device. While it is `sent` or later, a `why` says that it has been called off
 * and could not be stopped any more: what the valve then does is undone.
 */
@Entity('valve_command')
export class ValveCommand {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ name: 'valve_id', type: 'integer' })
  valveId!: number;
  @Column({ name: 'order_id', type: 'integer' })
  orderId!: number;
  @Column({ type: 'text' })
  action!: 'open' | 'close';
  /** Number of the command for its device; given when it is sent. */
  @Column({ type: 'integer', nullable: true })
  seq!: number | null;
  @Column({ type: 'text' })
  state!: CommandState;
  @Column({ type: 'text', nullable: true })
  why!: string | null;
  @Column({ type: 'integer', default: 0 })
  attempt!: number;
  @InstantColumn({ name: 'expires_at' })
  expiresAt!: Instant;
  @InstantColumn({ name: 'queued_at' })
  queuedAt!: Instant;
  @InstantColumn()
  since!: Instant;
  @InstantColumn({ name: 'sent_at', nullable: true })
  sentAt!: Instant | null;
  @InstantColumn({ name: 'executed_at', nullable: true })
  executedAt!: Instant | null;
  @InstantColumn({ name: 'look_at', nullable: true })
  lookAt!: Instant | null;
}
