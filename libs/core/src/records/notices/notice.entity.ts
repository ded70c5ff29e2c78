import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';

/** A paper that the policy wants sent, and the proof that it was. */
@Entity('notice')
export class Notice {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ type: 'text' })
  kind!: string;
  @Column({ type: 'text' })
  clause!: ClauseId;
  @Column({ name: 'bill_ids', type: 'integer', array: true })
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
}
