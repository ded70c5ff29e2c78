import { row } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';

export interface City {
  /** Name of the policy profile its accounts are under. */
  readonly profile: string;
  readonly name: string;
  /** Telephone of the dispatcher's desk. */
  readonly dispatchPhone: string;
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

export async function nameCity(db: Reader, city: City): Promise<void> {
  await db.query(
    "INSERT INTO setting (key, value) VALUES ('city', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    [JSON.stringify(city)],
  );
}
