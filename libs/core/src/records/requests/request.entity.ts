import type { Instant } from '@curbstop/policy';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../db/columns.ts';
import { Account } from '../accounts/account.entity.ts';

/** A request whose effect is no row of its own; its answer is read out again. */
@Entity('asked_once')
export class AskedOnce {
  @PrimaryColumn({ type: 'uuid' })
  key!: string;
  @Column({ type: 'text' })
  request!: string;
  /** Null for the whole city. */
  @ForeignKey(() => Account, { name: 'asked_once_account_id_fkey' })
  @Column({ name: 'account_id', type: 'integer', nullable: true })
  accountId!: number | null;
  @InstantColumn()
  at!: Instant;
  /** Read out when the request is sent again; null where nothing is answered. */
  @Column({ type: 'jsonb', nullable: true })
  answer!: unknown;
}

/** What was asked for under a key, so that the same key cannot mean something else later. */
@Entity('request_digest')
export class RequestDigest {
  @PrimaryColumn({ type: 'uuid' })
  key!: string;
  @Column({ type: 'bytea' })
  digest!: Buffer;
  @InstantColumn({ default: () => 'now()' })
  at!: Instant;
}
