import pg from 'pg';

function address(name: string): string {
  const url = new URL(process.env['CURBSTOP_TEST_DATABASE_URL'] ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: address('postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A database with nothing in it. */
export async function makeEmpty(name: string): Promise<string> {
  await asAdmin(`CREATE DATABASE "${name}" TEMPLATE template0`);
  return address(name);
}

let copies = 0;

/** A copy of a database that nobody is connected to. */
export async function copyOf(template: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  copies += 1;
  const name = `${template}_${copies}`;
  await asAdmin(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  return { url: address(name), drop: () => asAdmin(`DROP DATABASE "${name}" WITH (FORCE)`) };
}
