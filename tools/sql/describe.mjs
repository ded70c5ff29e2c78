// Asks PostgreSQL what a statement is, without running it: its columns, and its own tree of it.
import pg from 'pg';
import { readTree } from './parse-tree.mjs';

/** One statement, parsed and described, as the protocol has it. */
class Description {
  fields = [];

  constructor(text) {
    this.text = text;
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  submit(connection) {
    connection.parse({ text: this.text, name: '', types: [] });
    connection.describe({ type: 'S', name: '' });
    connection.sync();
  }

  handleRowDescription({ fields }) {
    this.fields = fields;
  }

  handleError(error) {
    this.reject(error);
  }

  handleReadyForQuery() {
    this.resolve(this.fields);
  }
}

/** The columns that are never null, by table and number; functions that give null for null, and aggregates that count. */
async function catalog(client) {
  const columns = await client.query('SELECT attrelid AS table, attnum AS number FROM pg_attribute WHERE attnotnull');
  const functions = await client.query('SELECT oid, proname AS name, proisstrict AS strict FROM pg_proc');
  return {
    notNull: new Set(columns.rows.map(({ table, number }) => `${table}.${number}`)),
    functions: new Map(functions.rows.map(({ oid, name, strict }) => [String(oid), { name, strict }])),
  };
}

/** Several statements that are sent at once, apart. Quotes are respected, and dollars. */
function apart(text) {
  const parts = text.match(/(?:'(?:[^']|'')*'|"[^"]*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|[^;])+/g) ?? [];
  return parts.filter((part) => part.trim() !== '');
}

/** A connection that describes; close it with `end`. */
export async function describer(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const known = await catalog(client);
  await client.query('SET debug_pretty_print = off; SET debug_print_parse = on; SET client_min_messages = log');
  let trees = [];
  client.on('notice', ({ message, detail }) => {
    if (message.startsWith('parse tree')) trees.push(detail);
  });

  async function one(text) {
    trees = [];
    const description = new Description(text);
    client.query(description);
    const fields = await description.done;
    return { fields, tree: trees.length > 0 ? readTree(trees[0]) : null };
  }

  /** The description, or `{ error }` with what PostgreSQL says. */
  async function describe(text) {
    try {
      return await one(text);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      if (!/multiple commands/.test(error.message)) return { error: error.message };
    }
    for (const part of apart(text)) {
      const { error } = await describe(part);
      if (error) return { error };
    }
    return { fields: [], tree: null };
  }

  return { catalog: known, describe, end: () => client.end() };
}
