import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Account } from './account.entity.ts';

/** What an account is found by. Triggers keep it; nothing else writes it. */
@Entity('account_search', {
  comment: 'What an account is found by; kept up to date by triggers, never written otherwise.',
})
@Index('account_search_words', ['words'], { type: 'gin' })
export class AccountSearch {
  @ForeignKey(() => Account, { name: 'account_search_account_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'account_id', type: 'integer' })
  accountId!: number;
  @Column({ type: 'tsvector', select: false })
  words!: string;
  /** Open accounts first, then by name and address. */
  @Column({ name: 'sort_key', type: 'text', collation: 'C' })
  sortKey!: string;
}
