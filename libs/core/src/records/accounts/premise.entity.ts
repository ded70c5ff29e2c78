import type { Dwelling } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A place that takes water. */
@Entity('premise')
@Index('premise_route_group', ['routeGroup'])
export class Premise {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ type: 'text' })
  address!: string;
  @Column({ type: 'text' })
  city!: string;
  @Check('premise_dwelling_check', "dwelling IN ('single-family', 'multi-unit', 'mobile-home')")
  @Column({ type: 'text' })
  dwelling!: Dwelling;
  /** 1 to 8 (B.1). */
  @Check('premise_route_group_check', '(route_group >= 0) AND (route_group <= 8)')
  @Column({ name: 'route_group', type: 'smallint', comment: 'B.1: 1 to 8; 0 for a premise on no route.' })
  routeGroup!: number;
  /** WGS 84 degrees. */
  @Column({ type: 'double precision' })
  lon!: number;
  @Column({ type: 'double precision' })
  lat!: number;
}

/** One curb stop with its meter. */
@Entity('service_point')
@Index('service_point_premise', ['premiseId'])
export class ServicePoint {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Premise, { name: 'service_point_premise_id_fkey' })
  @Column({ name: 'premise_id', type: 'integer' })
  premiseId!: number;
  /** Where the box is, in words for a crew. */
  @Column({ name: 'meter_note', type: 'text', default: '' })
  meterNote!: string;
  /** What a crew must know before it gets out. */
  @Column({ type: 'text', default: '' })
  hazard!: string;
  @Check('service_point_units_check', '(units >= 1) AND (units <= 500)')
  @Column({
    type: 'smallint',
    default: 1,
    comment: 'E.3.d.i: dwellings with a valve of their own; 1 where one valve serves all.',
  })
  units!: number;
}
