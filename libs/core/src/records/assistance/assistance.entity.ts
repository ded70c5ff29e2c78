import type { Actor } from '@curbstop/contracts';
import type { Day, Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';
import { Hold } from '../holds/hold.entity.ts';

/** Evidence of income. The latest row of an account counts; earlier ones are kept. */
@Entity('household')
@Index('household_account', ['accountId', 'id'])
export class Household {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'household_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ type: 'text', array: true, default: '{}' })
  benefits!: string[][];
  @Column({ name: 'ends_on', type: 'date', nullable: true })
  endsOn!: Day | null;
  /** Hundredths of a per cent of the federal poverty level: 20,000 is 200 %. */
  @Check('household_income_of_poverty_check', 'income_of_poverty >= 0')
  @Column({ name: 'income_of_poverty', type: 'integer', nullable: true })
  incomeOfPoverty!: number | null;
  @Column({ name: 'given_on', type: 'date' })
  givenOn!: Day;
  @InstantColumn({ name: 'verified_at', nullable: true })
  verifiedAt!: Instant | null;
  @InstantColumn({ name: 'recorded_at' })
  recordedAt!: Instant;
  @InstantColumn({ name: 'refused_at', nullable: true })
  refusedAt!: Instant | null;
}

/** That a medical certificate exists, and its date; nothing of the illness is kept (G.1.a.i). */
@Entity('certificate')
@Unique('certificate_account_id_dated_key', ['accountId', 'dated'])
export class Certificate {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'certificate_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ type: 'date' })
  dated!: Day;
  @InstantColumn({ name: 'received_at' })
  receivedAt!: Instant;
  @Column({ name: 'received_by', type: 'jsonb' })
  receivedBy!: Actor;
}

/** The review of papers under G.2, with its stage and deadline. */
@Entity('assistance_review')
@Index('assistance_review_one', ['accountId'], { unique: true, where: 'closed_at IS NULL' })
export class AssistanceReview {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'assistance_review_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @InstantColumn({ name: 'opened_at' })
  openedAt!: Instant;
  @Check('assistance_review_stage_check', "stage IN ('reply', 'supply', 'decide')")
  @Column({ type: 'text' })
  stage!: 'reply' | 'supply' | 'decide';
  @InstantColumn({ name: 'due_at' })
  dueAt!: Instant;
  /** How the city asked for more (G.2-b). */
  @Check('assistance_review_asked_by_check', "asked_by IN ('portal', 'mail')")
  @Column({ name: 'asked_by', type: 'text', nullable: true })
  askedBy!: 'portal' | 'mail' | null;
  @ForeignKey(() => Hold, { name: 'assistance_review_hold_id_fkey' })
  @Column({ name: 'hold_id', type: 'integer' })
  holdId!: number;
  @InstantColumn({ name: 'closed_at', nullable: true })
  closedAt!: Instant | null;
  @Column({ type: 'text', nullable: true })
  outcome!: string | null;
}
