// What a database holds, as far as the start needs to know: which city, and whether loading it was finished.
import pg from 'pg';
import { Complaint } from './plain.mjs';

/** Where a restore keeps the city that was there until the saved one is whole. */
export const SET_ASIDE = 'before_restore';

/** Asks the migrated database. `fresh`: nobody has put anything into it. */
async function ask(client) {
  const kept = await client.query("SELECT value FROM setting WHERE key = 'start'");
  const filled = await client.query('SELECT EXISTS (SELECT 1 FROM staff) OR EXISTS (SELECT 1 FROM premise) AS filled');
  return { state: kept.rows[0]?.value, filled: filled.rows[0].filled };
}

const keep = (client, value) =>
  client.query(
    "INSERT INTO setting (key, value) VALUES ('start', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    [JSON.stringify(value)],
  );

/**
 * Decides what to do with a migrated database.
 * @returns `demo`: whether it is the demo city; `load`: what is still to be put in, `demo`, `admin`, `admin-again` when
 *   nobody may have seen the password of the one that a start made before it was cut short, or undefined; `wiped`: a demo city whose loading was cut short was removed, with every table: migrate, and decide again
 */
export async function decideCity(url, wantsEmpty) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const aside = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [SET_ASIDE]);
    if (aside.rowCount > 0) {
      throw new Complaint(
        'A restore was cut short: restore the backup again (npm run restore -- FILE), then start. Nothing is lost.',
      );
    }
    const { state, filled } = await ask(client);
    const city = state?.city ?? (filled || wantsEmpty ? 'own' : 'demo');
    if (city === 'demo' && state && wantsEmpty) {
      throw new Complaint(
        'This database holds the demo city: for an empty start name another data folder (CURBSTOP_DATA) or database.',
      );
    }
    const loaded = state?.loaded ?? filled;
    if (loaded) return { demo: city === 'demo', load: undefined, wiped: false };
    if (city === 'demo' && filled) {
      await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA IF EXISTS bullmq CASCADE');
      return { demo: true, load: 'demo', wiped: true };
    }
    await keep(client, { city, loaded: false });
    return { demo: city === 'demo', load: city === 'demo' ? 'demo' : filled ? 'admin-again' : 'admin', wiped: false };
  } finally {
    await client.end();
  }
}

/** Notes that the city is whole, so that the next start loads nothing. */
export async function noteLoaded(url, demo) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await keep(client, { city: demo ? 'demo' : 'own', loaded: true });
    // The log of the loading is of no use any more, and takes as much room as a third of the city.
    const { rows } = await client.query('SELECT rolsuper FROM pg_roles WHERE rolname = current_user');
    if (rows[0].rolsuper) await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}
