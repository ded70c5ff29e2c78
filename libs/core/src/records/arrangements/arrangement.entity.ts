import type { Actor } from '@curbstop/contracts';
import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';
import { Hold } from '../holds/hold.entity.ts';
import { LedgerEntry } from '../ledger/ledger.entity.ts';

/** An arrangement to pay (section I), or the offer of one. */
@Entity('arrangement')
@Unique('arrangement_idempotency_key_key', ['idempotencyKey'])
@Index('arrangement_account', ['accountId'])
@Index('arrangement_one', ['accountId'], { unique: true, where: "state IN ('in-force', 'defaulted')" })
export class Arrangement {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @ForeignKey(() => Account, { name: 'arrangement_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Check('arrangement_kind_check', "kind IN ('amortization', 'schedule', 'reduction', 'deferral')")
  @Column({ type: 'text' })
  kind!: 'amortization' | 'schedule' | 'reduction' | 'deferral';
  @Check(
    'arrangement_state_check',
    "state IN ('offered', 'in-force', 'defaulted', 'kept', 'lapsed', 'replaced', 'settled')",
  )
  @Column({ type: 'text' })
  state!: 'offered' | 'in-force' | 'defaulted' | 'kept' | 'lapsed' | 'replaced' | 'settled';
  @InstantColumn()
  since!: Instant;
  @Column({ name: 'bill_ids', type: 'integer', array: true })
  billIds!: number[];
  @InstantColumn({ name: 'offer_ends_at', nullable: true })
  offerEndsAt!: Instant | null;
  @InstantColumn({ name: 'signed_at', nullable: true })
  signedAt!: Instant | null;
  @Column({ name: 'signed_by', type: 'jsonb', nullable: true })
  signedBy!: Actor | null;
  @CountColumn({ default: 0 })
  total!: Cents;
  @ForeignKey(() => LedgerEntry, { name: 'arrangement_fee_entry_id_fkey' })
  @Column({ name: 'fee_entry_id', type: 'integer', nullable: true })
  feeEntryId!: number | null;
  /** I.5: what was forgiven; `fund` bears it, and `councilAction` is the City Council's. */
  @CountColumn({ default: 0 })
  reduction!: Cents;
  @Column({ type: 'text', default: '' })
  fund!: string;
  @Column({ name: 'council_action', type: 'text', default: '' })
  councilAction!: string;
  @Column({ type: 'boolean', default: false })
  hardship!: boolean;
  /** The hold that stands for it: the review's while it is offered, then I.1, then I.7. */
  @ForeignKey(() => Hold, { name: 'arrangement_hold_id_fkey' })
  @Column({ name: 'hold_id', type: 'integer' })
  holdId!: number;
  @Column({ name: 'idempotency_key', type: 'uuid', nullable: true })
  idempotencyKey!: string | null;
}

/** What is due of an arrangement, and when. */
@Entity('instalment')
export class Installment {
  @ForeignKey(() => Arrangement, { name: 'instalment_arrangement_id_fkey' })
  @PrimaryColumn({ name: 'arrangement_id', type: 'integer' })
  arrangementId!: number;
  @PrimaryColumn({ type: 'smallint' })
  ordinal!: number;
  @Column({ type: 'date' })
  due!: Day;
  @Check('instalment_amount_check', 'amount > 0')
  @CountColumn()
  amount!: Cents;
  @Column({ type: 'text' })
  clause!: ClauseId;
}
