import type { CommandState, ValveState } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';
import { ServicePoint } from '../accounts/premise.entity.ts';
import { Device } from '../meters/device.entity.ts';
import { WorkOrder } from '../orders/work-order.entity.ts';

/** The curb stop's valve, turned by a crew or, with a device, from afar. */
@Entity('valve')
@Unique('valve_service_point_id_key', ['servicePointId'])
@Unique('valve_device_id_key', ['deviceId'])
export class Valve {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => ServicePoint, { name: 'valve_service_point_id_fkey' })
  @Column({ name: 'service_point_id', type: 'integer' })
  servicePointId!: number;
  @ForeignKey(() => Device, { name: 'valve_device_id_fkey' })
  @Column({ name: 'device_id', type: 'integer', nullable: true })
  deviceId!: number | null;
  /** As it was last reported. */
  @Check('valve_state_check', "state IN ('open', 'closed', 'moving', 'fault', 'unknown')")
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
@Unique('valve_command_valve_id_order_id_action_key', ['valveId', 'orderId', 'action'])
@Index('valve_command_one_active', ['valveId'], {
  unique: true,
  where: "state IN ('queued', 'sent', 'acked', 'executed')",
})
@Index('valve_command_look', ['lookAt'], { where: 'look_at IS NOT NULL' })
export class ValveCommand {
  @PrimaryGeneratedColumn('uuid')
  id!: string;
  @ForeignKey(() => Valve, { name: 'valve_command_valve_id_fkey' })
  @Column({ name: 'valve_id', type: 'integer' })
  valveId!: number;
  @ForeignKey(() => WorkOrder, { name: 'valve_command_order_id_fkey' })
  @Column({ name: 'order_id', type: 'integer' })
  orderId!: number;
  @Check('valve_command_action_check', "action IN ('open', 'close')")
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
  /** Nothing is to be done with it before. */
  @InstantColumn({ name: 'look_at', nullable: true })
  lookAt!: Instant | null;
}
