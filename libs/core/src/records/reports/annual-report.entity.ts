import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';

/** A published yearly count (M.1). The latest of a year counts. */
@Entity('annual_report')
@Index('annual_report_year', ['report', 'year', 'id'])
export class AnnualReport {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ type: 'text' })
  report!: string;
  @Column({ type: 'smallint' })
  year!: number;
  @Column({ type: 'jsonb' })
  body!: unknown;
  @InstantColumn({ name: 'made_at' })
  madeAt!: Instant;
  @Column({ name: 'made_by', type: 'jsonb' })
  madeBy!: Actor;
}
