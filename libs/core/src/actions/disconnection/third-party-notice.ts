import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { Invalid } from '../../db/errors.ts';
import { append } from '../../journal/append.ts';
import { thirdPartyOf } from '../../records/notices/third-party.ts';
import type { ThirdParty } from '../../records/notices/third-party.ts';

/** Reading 12 (PUC 10010.1(c)): names the person, or takes the name away with null. Notices from now on go there too. */
export async function setThirdPartyNotice(
  source: DataSource,
  accountId: number,
  to: ThirdParty | null,
  actor: Actor,
  now: Instant,
): Promise<void> {
  if (to !== null && to.name.trim() === '') throw new Invalid('name', 'Give the name of the person.');
  if (to !== null && to.address.trim() === '') throw new Invalid('address', 'Give the address that letters go to.');
  await changeAccounts(source, { accountIds: [accountId], actor, now }, async (change) => {
    const { tx } = change;
    const before = await thirdPartyOf(tx, accountId);
    if (before?.name === to?.name && before?.address === to?.address) return;
    if (to === null) await tx.query('DELETE FROM third_party WHERE account_id = $1', [accountId]);
    else
      await tx.query(
        `INSERT INTO third_party (account_id, name, address) VALUES ($1, $2, $3)
         ON CONFLICT (account_id) DO UPDATE SET name = excluded.name, address = excluded.address`,
        [accountId, to.name, to.address],
      );
    const facts = { named: to !== null };
    await append(tx, [{ event: 'third-party.named', facts, at: now, actor, clause: 'E.2.a', accountId }]);
  });
}
