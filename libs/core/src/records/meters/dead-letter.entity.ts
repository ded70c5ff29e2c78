import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';
import { Device } from './device.entity.ts';

/** A message that could not be handled, kept until a person has dealt with it. */
@Entity('dead_letter', {
  comment: 'A device has so many at most; what comes beyond is counted in device.letters_left.',
})
@Index('dead_letter_once', ['deviceId', 'kind', 'digest'], { unique: true, where: "state IN ('kept', 'asked')" })
@Index('dead_letter_by_state', ['state', 'id'])
export class DeadLetterRow {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Device, { name: 'dead_letter_device_id_fkey' })
  @Column({ name: 'device_id', type: 'integer' })
  deviceId!: number;
  @Column({ type: 'text' })
  kind!: string;
  @Column({ type: 'text' })
  topic!: string;
  @Check('dead_letter_payload_check', 'octet_length(payload) <= 65536')
  @Column({ type: 'bytea' })
  payload!: Buffer;
  @Column({ type: 'bytea' })
  digest!: Buffer;
  @Column({ type: 'text' })
  reason!: string;
  @Column({ type: 'integer', default: 1 })
  times!: number;
  @InstantColumn({ name: 'received_at' })
  receivedAt!: Instant;
  @InstantColumn({ name: 'last_at' })
  lastAt!: Instant;
  @Column({ type: 'integer', default: 1 })
  version!: number;
  @Check('dead_letter_state_check', "state IN ('kept', 'asked', 'replayed', 'dismissed')")
  @Column({ type: 'text', default: 'kept' })
  state!: 'kept' | 'asked' | 'replayed' | 'dismissed';
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  @InstantColumn({ name: 'decided_at', nullable: true })
  decidedAt!: Instant | null;
  @Column({ name: 'decided_by', type: 'jsonb', nullable: true })
  decidedBy!: Actor | null;
}
