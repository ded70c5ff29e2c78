import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Dwelling } from '@curbstop/policy';

/** A place that takes water. */
@Entity('premise')
export class Premise {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ type: 'text' })
  address!: string;
  @Column({ type: 'text' })
  city!: string;
  @Column({ type: 'text' })
  dwelling!: Dwelling;
  /** 1 to 8 (B.1). */
  @Column({ name: 'route_group', type: 'smallint' })
  routeGroup!: number;
  /** WGS 84 degrees. */
  @Column({ type: 'double precision' })
  lon!: number;
  @Column({ type: 'double precision' })
  lat!: number;
}

/** One curb stop with its meter. */
@Entity('service_point')
export class ServicePoint {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'premise_id', type: 'integer' })
  premiseId!: number;
  /** Where the box is, in words for a crew. */
  @Column({ name: 'meter_note', type: 'text', default: '' })
  meterNote!: string;
  /** What a crew must know before it gets out. */
  @Column({ type: 'text', default: '' })
  hazard!: string;
}
