import type { Day, Instant } from '@curbstop/policy';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { CountColumn, InstantColumn } from '../../db/columns.ts';
import { Account } from './account.entity.ts';

/** A start of service that was accepted (A.1). It is served when the water has come on for the customer. */
@Entity('opening')
@Unique('opening_request_key_key', ['requestKey'])
export class ServiceStart {
  @ForeignKey(() => Account, { name: 'opening_account_id_fkey' })
  @PrimaryColumn({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ name: 'request_key', type: 'text' })
  requestKey!: string;
  @Column({ type: 'text', nullable: true })
  proof!: string | null;
  @Column({ name: 'id_valid_until', type: 'date' })
  idValidUntil!: Day;
  @Column({ name: 'opens_on', type: 'date' })
  opensOn!: Day;
  /** The customer at the place whom it ends. */
  @ForeignKey(() => Account, { name: 'opening_after_account_id_fkey' })
  @Column({ name: 'after_account_id', type: 'integer', nullable: true })
  afterAccountId!: number | null;
  @InstantColumn({ name: 'accepted_at' })
  acceptedAt!: Instant;
  @InstantColumn({ name: 'served_at', nullable: true })
  servedAt!: Instant | null;
}

/** A stop of service, to come or past, with its final reading (A.3). */
@Entity('closing')
@Unique('closing_request_key_key', ['requestKey'])
export class ServiceStop {
  @ForeignKey(() => Account, { name: 'closing_account_id_fkey' })
  @PrimaryColumn({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ name: 'request_key', type: 'text', nullable: true })
  requestKey!: string | null;
  @Check('closing_by_whom_check', "by_whom IN ('owner', 'tenant', 'agent', 'successor')")
  @Column({ name: 'by_whom', type: 'text' })
  byWhom!: 'owner' | 'tenant' | 'agent' | 'successor';
  @Column({ name: 'on_day', type: 'date' })
  onDay!: Day;
  @InstantColumn()
  at!: Instant;
  @InstantColumn({ name: 'received_at' })
  receivedAt!: Instant;
  @InstantColumn({ name: 'final_read_at', nullable: true })
  finalReadAt!: Instant | null;
  @CountColumn({ name: 'final_litres', nullable: true })
  finalLitres!: number | null;
  /** A refund was undone: the next one waits until somebody asks. */
  @Column({ name: 'refund_stopped', type: 'boolean', default: false })
  refundStopped!: boolean;
  @CountColumn({ name: 'final_shift', default: 0 })
  finalShift!: number;
}
