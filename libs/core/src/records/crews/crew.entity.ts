import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

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
  @Column({ type: 'text', array: true })
  skills!: string[];
}

/** The hours a crew works on a weekday, 1 Monday to 7 Sunday. */
@Entity('shift')
export class Shift {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'crew_id', type: 'integer' })
  crewId!: number;
  @Column({ type: 'smallint' })
  weekday!: number;
  @Column({ name: 'from_time', type: 'time' })
  fromTime!: string;
  @Column({ name: 'to_time', type: 'time' })
  toTime!: string;
}
