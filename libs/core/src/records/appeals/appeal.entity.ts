import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';
import { Bill } from '../bills/bill.entity.ts';
import { Hold } from '../holds/hold.entity.ts';
import { LedgerEntry } from '../ledger/ledger.entity.ts';

/** An appeal of a bill or a charge (section H), its level and its last decision. */
@Entity('appeal')
@Index('appeal_account', ['accountId'])
@Index('appeal_one_of_bill', ['billId'], { unique: true, where: "(state <> 'final') AND (bill_id IS NOT NULL)" })
@Index('appeal_one_of_charge', ['entryId'], { unique: true, where: "(state <> 'final') AND (entry_id IS NOT NULL)" })
@Check('appeal_check', '(bill_id IS NULL) <> (entry_id IS NULL)')
export class Appeal {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'appeal_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @ForeignKey(() => Bill, { name: 'appeal_bill_id_fkey' })
  @Column({ name: 'bill_id', type: 'integer', nullable: true })
  billId!: number | null;
  @ForeignKey(() => LedgerEntry, { name: 'appeal_entry_id_fkey' })
  @Column({ name: 'entry_id', type: 'integer', nullable: true })
  entryId!: number | null;
  @Check('appeal_topic_check', "topic IN ('billing', 'water-use')")
  @Column({ type: 'text' })
  topic!: 'billing' | 'water-use';
  @Column({ type: 'text' })
  says!: string;
  /** Why a late one was taken (H.3.a). */
  @Column({ name: 'late_reason', type: 'text', nullable: true })
  lateReason!: string | null;
  @Column({ name: 'over_limit', type: 'boolean', default: false })
  overLimit!: boolean;
  @Check('appeal_level_check', 'level IN (1, 2)')
  @Column({ type: 'smallint', default: 1 })
  level!: 1 | 2;
  @Check('appeal_state_check', "state IN ('open', 'decided', 'final')")
  @Column({ type: 'text' })
  state!: 'open' | 'decided' | 'final';
  @InstantColumn({ name: 'filed_at' })
  filedAt!: Instant;
  @Column({ name: 'filed_by', type: 'jsonb' })
  filedBy!: Actor;
  /** Of the last decision. */
  @InstantColumn({ name: 'decided_at', nullable: true })
  decidedAt!: Instant | null;
  @Column({ name: 'decided_by', type: 'jsonb', nullable: true })
  decidedBy!: Actor | null;
  @Check('appeal_outcome_check', "outcome IN ('correct', 'incorrect', 'not-heard')")
  @Column({ type: 'text', nullable: true })
  outcome!: 'correct' | 'incorrect' | 'not-heard' | null;
  @Column({ type: 'text', nullable: true })
  reason!: string | null;
  @InstantColumn({ name: 'window_ends_at', nullable: true })
  windowEndsAt!: Instant | null;
  @Check('appeal_remedy_check', "remedy IN ('credit', 'refund')")
  @Column({ type: 'text', nullable: true })
  remedy!: 'credit' | 'refund' | null;
  @ForeignKey(() => Bill, { name: 'appeal_corrected_bill_id_fkey' })
  @Column({ name: 'corrected_bill_id', type: 'integer', nullable: true })
  correctedBillId!: number | null;
  /** The hold of H.2; `upheldHoldId` is the one of H.6. */
  @ForeignKey(() => Hold, { name: 'appeal_hold_id_fkey' })
  @Column({ name: 'hold_id', type: 'integer' })
  holdId!: number;
  @ForeignKey(() => Hold, { name: 'appeal_upheld_hold_id_fkey' })
  @Column({ name: 'upheld_hold_id', type: 'integer', nullable: true })
  upheldHoldId!: number | null;
}
