import type { ContactFacts, TenancyFacts } from '@curbstop/policy';
import { byAccount } from '../facts-loader.ts';
import type { FactsLoader } from '../facts-loader.ts';
import { rows } from '../../db/tx.ts';

/** E.3.d: tenants who are customers in the owner's building. */
export const tenancies: FactsLoader<'tenancies'> = async (db, accounts) => {
  const of = byAccount(
    await rows<Pick<TenancyFacts, 'unit'> & { accountId: number; tenant: number }>(
      db,
      `SELECT account_id AS "accountId", unit, tenant_account_id AS tenant FROM tenancy
       WHERE account_id = ANY($1) AND ended_at IS NULL ORDER BY account_id, unit`,
      [accounts.map((account) => account.id)],
    ),
  );
  return (accountId) => ({
    tenancies: of(accountId).map(({ unit, tenant }) => ({ unit, accepted: true, accountId: tenant })),
  });
};

/** E.3.d.i, E.2.a: the units of a building, those that are off, and whether a clerk mails the notices. */
export const places: FactsLoader<'units' | 'unitsOff' | 'noticesByHand'> = async (db, accounts) => {
  const found = await rows<{ id: number; units: number; unitsOff: number[]; noticesByHand: boolean }>(
    db,
    `SELECT a.id, s.units, a.units_off AS "unitsOff", a.notices_by_hand AS "noticesByHand"
     FROM account a JOIN service_point s ON s.id = a.service_point_id WHERE a.id = ANY($1)`,
    [accounts.map((account) => account.id)],
  );
  const of = new Map(found.map(({ id, ...place }) => [id, place]));
  return (accountId) => of.get(accountId) ?? { units: 1, unitsOff: [], noticesByHand: false };
};

/** Reading 11. */
export const contacts: FactsLoader<'contacts'> = async (db, accounts) => {
  const of = byAccount(
    await rows<ContactFacts & { accountId: number }>(
      db,
      `SELECT account_id AS "accountId", id AS "contactId", kind, at FROM contact_made
       WHERE account_id = ANY($1) ORDER BY at, id`,
      [accounts.map((account) => account.id)],
    ),
  );
  return (accountId) => ({ contacts: of(accountId).map(({ contactId, kind, at }) => ({ contactId, kind, at })) });
};
