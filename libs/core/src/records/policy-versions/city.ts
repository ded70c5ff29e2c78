import type { Actor, DraftRule } from '@curbstop/contracts';
import type { CityContact, Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { inTransaction, row } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';

export interface City extends CityContact {
  /** Name of the policy profile its accounts are under. */
  readonly profile: string;
  readonly name: string;
  /** Telephone of the dispatcher's desk. */
  readonly dispatchPhone: string;
  /** Z.7: what becomes of papers whose translation is a draft; refused until the city says otherwise. */
  readonly drafts?: DraftRule;
}

const UNNAMED: City = { profile: 'glendora', name: 'Curbstop', dispatchPhone: '' };

/** The city this database belongs to. */
export async function theCity(db: Reader): Promise<City> {
  const kept = await row<{ value: City }>(db, "SELECT value FROM setting WHERE key = 'city'");
  return kept?.value ?? UNNAMED;
}

export async function cityProfile(db: Reader): Promise<string> {
  return (await theCity(db)).profile;
}

/** What the city set of its own that notices need (Z.5, Z.6, Z.7); the profile has the rest. */
export function contactOf({ phone, policyUrl, untranslated }: City): CityContact {
  return {
    ...(phone === undefined ? {} : { phone }),
    ...(policyUrl === undefined ? {} : { policyUrl }),
    ...(untranslated === undefined ? {} : { untranslated }),
  };
}

export async function nameCity(db: Reader, city: City): Promise<void> {
  await db.query(
    "INSERT INTO setting (key, value) VALUES ('city', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    [JSON.stringify(city)],
  );
  await db.query("SELECT pg_notify('policy', '')");
}

/** Z.5, Z.6, Z.7: the city's own telephone, web address of the policy, and languages whose text is missing. Follow it with `keepPolicies`. */
export async function setCityContact(
  source: DataSource,
  contact: CityContact,
  actor: Actor,
  now: Instant,
): Promise<void> {
  await inTransaction(source, async (tx) => {
    await nameCity(tx, { ...(await theCity(tx)), ...contact });
    await append(tx, [
      { event: 'city.changed', facts: { ...contact }, at: now, actor, clause: 'Z.5', accountId: null },
    ]);
  });
}

/** Z.7: whether papers in a draft translation are made, and marked as drafts. */
export async function setDraftRule(source: DataSource, drafts: DraftRule, actor: Actor, now: Instant): Promise<void> {
  await inTransaction(source, async (tx) => {
    await nameCity(tx, { ...(await theCity(tx)), drafts });
    await append(tx, [{ event: 'city.changed', facts: { drafts }, at: now, actor, clause: 'Z.7', accountId: null }]);
  });
}
