import type { Instant } from '@curbstop/policy';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';

/** A radio that speaks for a meter, a valve or both. Its secrets never leave the columns kept for them. */
@Entity('device')
export class Device {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  /** Its MQTT user and client id. */
  @Column({ type: 'text' })
  name!: string;
  @Column({ type: 'text' })
  model!: string;
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
}
