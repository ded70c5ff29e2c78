import type { Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { Crew } from '../crews/crew.entity.ts';

/** Somebody who signs in. */
@Entity('staff')
@Index('staff_username', { synchronize: false })
export class Staff {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ type: 'text' })
  username!: string;
  @Column({ type: 'text' })
  name!: string;
  @Column({ name: 'password_hash', type: 'text', select: false })
  passwordHash!: string;
  @Column({ type: 'text', array: true })
  roles!: string[];
  @ForeignKey(() => Crew, { name: 'staff_crew_id_fkey' })
  @Column({ name: 'crew_id', type: 'integer', nullable: true })
  crewId!: number | null;
  @Column({ name: 'must_change_password', type: 'boolean', default: false })
  mustChangePassword!: boolean;
  @Column({ type: 'boolean', default: true })
  enabled!: boolean;
  @Column({ type: 'integer', default: 1 })
  version!: number;
  @InstantColumn({ name: 'last_signed_in_at', nullable: true })
  lastSignedInAt!: Instant | null;
  @Column({
    name: 'two_step_secret',
    type: 'bytea',
    nullable: true,
    comment: 'Encrypted with a key that is not in this database; null: one step.',
    select: false,
  })
  twoStepSecret!: Buffer | null;
  @Column({ name: 'two_step_pending', type: 'bytea', nullable: true, select: false })
  twoStepPending!: Buffer | null;
  @CountColumn({
    name: 'two_step_used',
    nullable: true,
    comment: 'The newest 30-second step whose code was used: a code works once.',
  })
  twoStepUsed!: number | null;
  @Check('staff_two_step_misses_check', 'two_step_misses >= 0')
  @Column({ name: 'two_step_misses', type: 'smallint', default: 0 })
  twoStepMisses!: number;
  @InstantColumn({ name: 'two_step_locked_until', nullable: true })
  twoStepLockedUntil!: Instant | null;
}

/** A sign-in; only the hash of its token is kept. */
@Entity('session')
@Index('session_staff', ['staffId'])
export class Session {
  @PrimaryColumn({ name: 'token_hash', type: 'bytea' })
  tokenHash!: Buffer;
  @ForeignKey(() => Staff, { name: 'session_staff_id_fkey' })
  @Column({ name: 'staff_id', type: 'integer' })
  staffId!: number;
  @InstantColumn({ name: 'created_at' })
  createdAt!: Instant;
  @InstantColumn({ name: 'expires_at' })
  expiresAt!: Instant;
  @InstantColumn({ name: 'ends_at', comment: 'Absolute end; expires_at moves with use, never past this.' })
  endsAt!: Instant;
}

/** A code that stands in for a lost phone, once; a used one is deleted. */
@Entity('staff_recovery_code', { comment: 'Codes that stand in for a lost phone, each once; a used one is deleted.' })
export class StaffRecoveryCode {
  @ForeignKey(() => Staff, { name: 'staff_recovery_code_staff_id_fkey' })
  @PrimaryColumn({ name: 'staff_id', type: 'integer' })
  staffId!: number;
  @PrimaryColumn({ name: 'code_hash', type: 'bytea' })
  codeHash!: Buffer;
}
