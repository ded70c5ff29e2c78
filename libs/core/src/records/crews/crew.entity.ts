import type { Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';

/** A crew with its truck. */
@Entity('crew')
export class Crew {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ type: 'text' })
  name!: string;
  @Column({ type: 'text' })
  initials!: string;
  @Column({ type: 'text' })
  truck!: string;
  @Column({ type: 'text', array: true, default: '{}' })
  skills!: string[];
}

/** The hours a crew works on a weekday, 1 Monday to 7 Sunday. */
@Entity('shift')
@Unique('shift_crew_id_weekday_key', ['crewId', 'weekday'])
export class Shift {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Crew, { name: 'shift_crew_id_fkey' })
  @Column({ name: 'crew_id', type: 'integer' })
  crewId!: number;
  @Check('shift_weekday_check', '(weekday >= 1) AND (weekday <= 7)')
  @Column({ type: 'smallint' })
  weekday!: number;
  @Column({ name: 'from_time', type: 'time' })
  fromTime!: string;
  @Column({ name: 'to_time', type: 'time' })
  toTime!: string;
}

/** Where a crew was last seen. */
@Entity('crew_position')
export class CrewPosition {
  @ForeignKey(() => Crew, { name: 'crew_position_crew_id_fkey' })
  @PrimaryColumn({ name: 'crew_id', type: 'integer' })
  crewId!: number;
  @Column({ type: 'double precision' })
  lon!: number;
  @Column({ type: 'double precision' })
  lat!: number;
  @Column({ type: 'double precision' })
  accuracy!: number;
  @Column({ type: 'double precision', nullable: true })
  heading!: number | null;
  @InstantColumn()
  at!: Instant;
  @Column({ type: 'smallint', nullable: true })
  battery!: number | null;
  @Column({ type: 'integer', default: 0 })
  outbox!: number;
}
