import { row } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';

/** Reading 12: one more person whom the customer wants told. */
export interface ThirdParty {
  readonly name: string;
  readonly address: string;
}

export async function thirdPartyOf(db: Reader, accountId: number): Promise<ThirdParty | null> {
  return row<ThirdParty>(db, 'SELECT name, address FROM third_party WHERE account_id = $1', [accountId]);
}
