import type { Actor } from '@curbstop/contracts';
import type { Day, Instant } from '@curbstop/policy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';

/** Settings that the city adopted from a day on (Z.1). */
@Entity('policy_version')
export class PolicyVersion {
  @PrimaryColumn({ type: 'text' })
  profile!: string;
  @PrimaryColumn({ name: 'from_day', type: 'date' })
  fromDay!: Day;
  @Column({ type: 'jsonb' })
  switches!: unknown;
  /** The version that it stands on, as the profile and its day. */
  @Column({ type: 'text' })
  base!: string;
  @InstantColumn({ name: 'adopted_at' })
  adoptedAt!: Instant;
  @Column({ name: 'adopted_by', type: 'jsonb' })
  adoptedBy!: Actor;
}
