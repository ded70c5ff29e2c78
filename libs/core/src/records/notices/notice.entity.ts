import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';

/** A paper that the policy wants sent, and the proof that it was. */
@Entity('notice')
@Unique('notice_act_key_key', ['actKey'])
@Index('notice_account', ['accountId'])
export class Notice {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'notice_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ type: 'text' })
  kind!: string;
  @Column({ type: 'text' })
  clause!: ClauseId;
  @Column({ name: 'bill_ids', type: 'integer', array: true, default: '{}' })
  billIds!: number[];
  @Column({ type: 'text', array: true })
  languages!: string[];
  /** Every address it goes to; the service address always (E.2.a). */
  @Column({ name: 'addressed_to', type: 'jsonb' })
  addressedTo!: { name: string; address: string }[];
  @CountColumn({ nullable: true })
  amount!: Cents | null;
  @InstantColumn({ name: 'pay_by', nullable: true })
  payBy!: Instant | null;
  @Column({ name: 'mailed_on', type: 'date', nullable: true })
  mailedOn!: Day | null;
  @InstantColumn({ name: 'made_at' })
  madeAt!: Instant;
  @Column({ name: 'act_key', type: 'text', nullable: true })
  actKey!: string | null;
  @InstantColumn({ name: 'returned_at', nullable: true })
  returnedAt!: Instant | null;
  @InstantColumn({ name: 'left_at', nullable: true })
  leftAt!: Instant | null;
  /** What the letter says, as it was when it was made. */
  @Column({ type: 'jsonb', nullable: true })
  contents!: unknown;
  @InstantColumn({ name: 'voided_at', nullable: true })
  voidedAt!: Instant | null;
}

/** One more person who is told of every notice. */
@Entity('third_party')
export class ThirdParty {
  @ForeignKey(() => Account, { name: 'third_party_account_id_fkey' })
  @PrimaryColumn({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ type: 'text' })
  name!: string;
  @Column({ type: 'text' })
  address!: string;
}
