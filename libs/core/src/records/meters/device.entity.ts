import type { Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';

/** A radio that speaks for a meter, a valve or both. Its secrets never leave the columns kept for them. */
@Entity('device')
@Unique('device_name_key', ['name'])
export class Device {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  /** Its MQTT user and client id. */
  @Check('device_name_check', "name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'")
  @Column({ type: 'text' })
  name!: string;
  @Column({ type: 'text' })
  model!: string;
  @Check('device_secret_hash_check', 'octet_length(secret_hash) = 32')
  @Column({ name: 'secret_hash', type: 'bytea', select: false })
  secretHash!: Buffer;
  @Column({ name: 'command_key', type: 'bytea', nullable: true, select: false })
  commandKey!: Buffer | null;
  /** Number of the last command made for it. */
  @Column({ name: 'command_seq', type: 'integer', default: 0 })
  commandSeq!: number;
  @CountColumn({ name: 'boot_id', nullable: true })
  bootId!: number | null;
  @InstantColumn({ name: 'last_heard_at', nullable: true })
  lastHeardAt!: Instant | null;
  /** Per cent. */
  @Column({ type: 'smallint', nullable: true })
  battery!: number | null;
  @Column({ type: 'boolean', default: true })
  enabled!: boolean;
  /** Messages that came beyond the most that are kept. */
  @Column({ name: 'letters_left', type: 'integer', default: 0 })
  lettersLeft!: number;
}

/** An alarm that a device reports, open while it lasts. */
@Entity('device_alarm')
@Index('device_alarm_open', ['deviceId', 'kind'], { unique: true, where: 'ended_at IS NULL' })
export class DeviceAlarm {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Device, { name: 'device_alarm_device_id_fkey' })
  @Column({ name: 'device_id', type: 'integer' })
  deviceId!: number;
  @Column({ type: 'text' })
  kind!: string;
  @Column({ type: 'text' })
  detail!: string;
  @Column({ type: 'integer', default: 1 })
  times!: number;
  @CountColumn({ name: 'boot_id' })
  bootId!: number;
  @CountColumn()
  seq!: number;
  @InstantColumn({ name: 'began_at' })
  beganAt!: Instant;
  @InstantColumn({ name: 'last_at' })
  lastAt!: Instant;
  /** The device says that it is over; it is, once it stays so for a while. */
  @InstantColumn({ name: 'over_at', nullable: true })
  overAt!: Instant | null;
  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt!: Instant | null;
}
