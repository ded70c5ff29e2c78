import type { Day, DialMultiplier, DialUnit, MeterSize } from '@curbstop/policy';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CountColumn } from '../../db/columns.ts';

@Entity('meter')
export class Meter {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ type: 'text' })
  serial!: string;
  @Column({ type: 'text' })
  size!: MeterSize;
  /** What its dial counts in, and what one step of its last turning digit is worth. */
  @Column({ name: 'dial_unit', type: 'text', default: 'm3' })
  dialUnit!: DialUnit;
  @Column({ name: 'dial_multiplier', type: 'smallint', default: 1 })
  dialMultiplier!: DialMultiplier;
  /** Digits of the dial that turn; of cubic metres, those before the point. */
  @Column({ type: 'smallint', default: 9 })
  digits!: number;
  /** Counts the corrections of its dial. */
  @Column({ name: 'dial_version', type: 'integer', default: 1 })
  dialVersion!: number;
  @Column({ name: 'device_id', type: 'integer', nullable: true })
  deviceId!: number | null;
}

/** A meter at a service point, from a day on and perhaps to one. */
@Entity('meter_installation')
export class MeterInstallation {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'meter_id', type: 'integer' })
  meterId!: number;
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
