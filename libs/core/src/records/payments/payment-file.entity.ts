import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';

/** A bank file, by its hash. */
@Entity('payment_file')
@Unique('payment_file_hash_key', ['hash'])
export class PaymentFile {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Check('payment_file_kind_check', "kind IN ('nacha-returns', 'payments')")
  @Column({ type: 'text' })
  kind!: 'nacha-returns' | 'payments';
  @Column({ type: 'text' })
  hash!: string;
  @Column({ type: 'text' })
  name!: string;
  @InstantColumn({ name: 'posted_at' })
  postedAt!: Instant;
  @Column({ name: 'posted_by', type: 'jsonb' })
  postedBy!: Actor;
}

/** What a line of a bank file became. */
@Entity('payment_file_line')
@Unique('payment_file_line_key_key', ['key'])
export class PaymentFileLine {
  @ForeignKey(() => PaymentFile, { name: 'payment_file_line_file_id_fkey' })
  @PrimaryColumn({ name: 'file_id', type: 'integer' })
  fileId!: number;
  @PrimaryColumn({ type: 'integer' })
  line!: number;
  @Column({ type: 'text' })
  key!: string;
  @ForeignKey(() => Account, { name: 'payment_file_line_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer', nullable: true })
  accountId!: number | null;
  @Column({ type: 'text' })
  outcome!: string;
  @Column({ type: 'text' })
  says!: string;
}
