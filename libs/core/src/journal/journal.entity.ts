import type { Actor, EventName } from '@curbstop/contracts';
import type { ClauseId, Day, Instant } from '@curbstop/policy';
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { InstantColumn, XID8 } from '../db/columns.ts';

/** One event, chained to the one before it in its stream. */
@Entity('journal')
@Unique('journal_stream_number_key', ['stream', 'number'])
@Index('journal_follow', ['xid', 'seq'])
@Index('journal_account', ['accountId', 'seq'], { where: 'account_id IS NOT NULL' })
@Index('journal_service', ['at'], { where: "event IN ('service.off', 'service.on')" })
export class JournalRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: number;
  @Column({ type: XID8, default: () => 'pg_current_xact_id()' })
  xid!: string;
  @Column({ type: 'text' })
  stream!: string;
  @Column({ type: 'integer' })
  number!: number;
  @InstantColumn()
  at!: Instant;
  @Column({ name: 'account_id', type: 'integer', nullable: true })
  accountId!: number | null;
  @Column({ type: 'text' })
  event!: EventName;
  @Column({ type: 'text', nullable: true })
  clause!: ClauseId | null;
  @Column({ type: 'jsonb' })
  facts!: unknown;
  @Column({ type: 'jsonb' })
  actor!: Actor;
  @Column({ type: 'bytea' })
  hash!: Buffer;
  @Column({ type: 'smallint' })
  version!: number;
}

/** The last number and hash of a stream. */
@Entity('journal_head')
export class JournalHead {
  @PrimaryColumn({ type: 'text' })
  stream!: string;
  @Column({ type: 'integer' })
  number!: number;
  @Column({ type: 'bytea' })
  hash!: Buffer;
}

/** A day's digest over all heads. */
@Entity('journal_seal')
export class JournalSeal {
  @PrimaryColumn({ type: 'date' })
  day!: Day;
  @InstantColumn({ name: 'sealed_at' })
  sealedAt!: Instant;
  @Column({ type: 'integer' })
  streams!: number;
  @Column({ type: 'bytea' })
  digest!: Buffer;
  @Column({ type: 'bytea', nullable: true })
  previous!: Buffer | null;
}

/** How often a noisy device repeated itself in a minute that is told only once. */
@Entity('journal_quiet')
export class JournalQuiet {
  @PrimaryColumn({ type: 'text' })
  stream!: string;
  @PrimaryColumn({ type: 'text' })
  kind!: string;
  @InstantColumn({ name: 'told_at' })
  toldAt!: Instant;
  @Column({ type: 'integer', default: 0 })
  suppressed!: number;
  @Column({ type: 'jsonb' })
  happening!: unknown;
}
