import type { Cents, ClauseId, Day } from '@curbstop/policy';
import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { CountColumn } from '../../db/columns.ts';

/** A city's water prices for a class of customer, from a day on. */
@Entity('tariff')
@Unique('tariff_profile_class_effective_from_key', ['profile', 'class', 'effectiveFrom'])
export class TariffRow {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ type: 'text' })
  profile!: string;
  @Column({ type: 'text' })
  class!: string;
  @Column({ name: 'effective_from', type: 'date' })
  effectiveFrom!: Day;
  @Column({ type: 'jsonb' })
  body!: unknown;
  @Column({ type: 'text' })
  cite!: string;
}

/** A fee from a day on, with the ordinance that set it. */
@Entity('fee')
@Unique('fee_profile_kind_effective_from_key', ['profile', 'kind', 'effectiveFrom'])
export class Fee {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ type: 'text' })
  profile!: string;
  @Column({ type: 'text' })
  kind!: string;
  @Column({ name: 'effective_from', type: 'date' })
  effectiveFrom!: Day;
  @Check('fee_amount_check', 'amount >= 0')
  @CountColumn()
  amount!: Cents;
  @Column({ type: 'text' })
  clause!: ClauseId;
  @Column({ type: 'text' })
  cite!: string;
}
