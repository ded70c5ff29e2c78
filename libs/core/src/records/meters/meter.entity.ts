import type { Actor } from '@curbstop/contracts';
import type { Day, DialMultiplier, DialUnit, Instant, MeterSize } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { ServicePoint } from '../accounts/premise.entity.ts';
import { Device } from './device.entity.ts';

@Entity('meter')
@Unique('meter_serial_key', ['serial'])
@Unique('meter_device_id_key', ['deviceId'])
export class Meter {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ type: 'text' })
  serial!: string;
  @Check('meter_size_check', "size IN ('5/8', '3/4', '1', '1-1/2', '2')")
  @Column({ type: 'text' })
  size!: MeterSize;
  /** Digits of the dial that turn; of cubic metres, those before the point. */
  @Check('meter_digits_check', '(digits >= 3) AND (digits <= 9)')
  @Column({ type: 'smallint', default: 9 })
  digits!: number;
  @ForeignKey(() => Device, { name: 'meter_device_id_fkey' })
  @Column({ name: 'device_id', type: 'integer', nullable: true })
  deviceId!: number | null;
  /** What its dial counts in, and what one step of its last turning digit is worth. */
  @Check('meter_dial_unit_check', "dial_unit IN ('gal', 'ft3', 'm3')")
  @Column({ name: 'dial_unit', type: 'text', default: 'm3' })
  dialUnit!: DialUnit;
  @Check('meter_dial_multiplier_check', 'dial_multiplier IN (1, 10, 100, 1000)')
  @Column({ name: 'dial_multiplier', type: 'smallint', default: 1 })
  dialMultiplier!: DialMultiplier;
  /** Counts the corrections of its dial. */
  @Column({ name: 'dial_version', type: 'integer', default: 1 })
  dialVersion!: number;
}

/** A meter at a service point, from a day on and perhaps to one. */
@Entity('meter_installation')
@Index('meter_installed_once', ['meterId'], { unique: true, where: 'removed_on IS NULL' })
@Index('meter_one_at_point', ['servicePointId'], { unique: true, where: 'removed_on IS NULL' })
@Index('meter_installation_of_point', ['servicePointId'])
export class MeterInstallation {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Meter, { name: 'meter_installation_meter_id_fkey' })
  @Column({ name: 'meter_id', type: 'integer' })
  meterId!: number;
  @ForeignKey(() => ServicePoint, { name: 'meter_installation_service_point_id_fkey' })
  @Column({ name: 'service_point_id', type: 'integer' })
  servicePointId!: number;
  @Column({ name: 'installed_on', type: 'date' })
  installedOn!: Day;
  @Column({ name: 'removed_on', type: 'date', nullable: true })
  removedOn!: Day | null;
  /** Register when it was installed, in litres. */
  @CountColumn({ name: 'start_litres', default: 0 })
  startLitres!: number;
}

/** What was on record of a dial until it was corrected, and why. */
@Entity('dial_before')
@Index('dial_before_of', ['meterId', 'untilAt'])
export class DialBefore {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Meter, { name: 'dial_before_meter_id_fkey' })
  @Column({ name: 'meter_id', type: 'integer' })
  meterId!: number;
  @InstantColumn({ name: 'until_at' })
  untilAt!: Instant;
  @Column({ name: 'dial_unit', type: 'text' })
  dialUnit!: string;
  @Column({ type: 'smallint' })
  digits!: number;
  @Column({ name: 'dial_multiplier', type: 'smallint' })
  dialMultiplier!: number;
  @Column({ type: 'text' })
  reason!: string;
  @Column({ name: 'corrected_by', type: 'jsonb' })
  correctedBy!: Actor;
}
