import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { Meter } from '../meters/meter.entity.ts';

/** One reading; the table is partitioned by month. The register is never changed; `quality` and `version` are. */
@Entity('meter_read')
@Index('meter_read_doubted', ['meterId', 'readAt'], { where: "quality = 'suspect'" })
export class MeterRead {
  @PrimaryColumn({ name: 'meter_id', type: 'integer' })
  meterId!: number;
  @InstantColumn({ name: 'read_at', primary: true })
  readAt!: Instant;
  @CountColumn()
  litres!: number;
  @Column({ type: 'text' })
  register!: string;
  @Check('meter_read_source_check', "source IN ('radio', 'crew', 'loader', 'office')")
  @Column({ type: 'text' })
  source!: 'radio' | 'crew' | 'loader' | 'office';
  @Check('meter_read_quality_check', "quality IN ('valid', 'suspect', 'estimated', 'void')")
  @Column({ type: 'text' })
  quality!: 'valid' | 'suspect' | 'estimated' | 'void';
  @Column({ type: 'text', nullable: true })
  why!: string | null;
  @CountColumn({ name: 'boot_id', nullable: true })
  bootId!: number | null;
  @CountColumn({ nullable: true })
  seq!: number | null;
  @InstantColumn({ name: 'received_at' })
  receivedAt!: Instant;
  @Column({ type: 'bytea', nullable: true })
  raw!: Buffer | null;
  @Column({ type: 'integer', default: 1, comment: 'Counts the decisions on a reading; its register is never changed.' })
  version!: number;
}

/** The latest reading of a meter, to check the next one against. */
@Entity('read_tail')
export class ReadTail {
  @ForeignKey(() => Meter, { name: 'read_tail_meter_id_fkey' })
  @PrimaryColumn({ name: 'meter_id', type: 'integer' })
  meterId!: number;
  @InstantColumn({ name: 'read_at' })
  readAt!: Instant;
  @CountColumn()
  litres!: number;
  @Column({ type: 'integer', default: 0, comment: 'Suspect readings that later ones may still settle.' })
  doubts!: number;
  @CountColumn({ name: 'shift_litres', default: 0 })
  shiftLitres!: number;
}

/** From a moment on, what is added to a register that rolled over, began again or was exchanged. */
@Entity('register_shift')
export class RegisterShift {
  @ForeignKey(() => Meter, { name: 'register_shift_meter_id_fkey' })
  @PrimaryColumn({ name: 'meter_id', type: 'integer' })
  meterId!: number;
  @InstantColumn({ name: 'from_at', primary: true })
  fromAt!: Instant;
  @CountColumn({ name: 'shift_litres' })
  shiftLitres!: number;
  @Check('register_shift_why_check', "why IN ('rollover', 'began-again', 'exchange')")
  @Column({ type: 'text' })
  why!: 'rollover' | 'began-again' | 'exchange';
  @InstantColumn({ name: 'noted_at' })
  notedAt!: Instant;
  @Column({ name: 'noted_by', type: 'jsonb' })
  notedBy!: Actor;
}

/** A person's decision on a doubted reading. */
@Entity('read_decision')
@Index('read_decision_of_read', ['meterId', 'readAt'])
export class ReadDecision {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'meter_id', type: 'integer' })
  meterId!: number;
  @InstantColumn({ name: 'read_at' })
  readAt!: Instant;
  @Column({ type: 'text' })
  was!: string;
  @Column({ type: 'text' })
  becomes!: string;
  @Column({ type: 'text' })
  reason!: string;
  @InstantColumn({ name: 'decided_at' })
  decidedAt!: Instant;
  @Column({ name: 'decided_by', type: 'jsonb' })
  decidedBy!: Actor;
}
