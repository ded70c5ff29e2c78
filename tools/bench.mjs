// `npm run bench -- NAME...` measures: each workload and its reference in turn, and prints one JSON line each. Which of
// the two comes first changes from round to round. Nothing of this is part of `npm test`.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Complaint } from './lib/plain.mjs';

/** What can be measured; `file` says how, `database` whether it needs a PostgreSQL, `built` whether it runs what is built. */
export const WORKLOADS = {
  sweep: {
    about: 'which 20,000 of 1,000,000 accounts are due now; beside one indexed statement',
    file: 'libs/core/bench/sweep.ts',
    database: true,
    built: true,
  },
  bills: {
    about: 'one route group of 125,000 accounts billed from its reads; beside the same rows written set-based',
    file: 'libs/core/bench/bills.ts',
    database: true,
    built: true,
  },
  acts: {
    about: '20,000 late charges, notices and listings; beside the same rows written set-based',
    file: 'libs/core/bench/acts.ts',
    database: true,
    built: true,
  },
  ingest: {
    about: '60,000 valid QoS 1 reads over 200 connections into PostgreSQL; beside a bare broker that checks nothing',
    file: 'apps/gateway/bench/ingest.ts',
    database: true,
    built: true,
  },
  recall: {
    about: 'a payment posted over HTTP until the crew tablet is told; no reference',
    file: 'tools/bench/recall.ts',
    database: true,
    built: true,
  },
  routes: {
    about: '300 stops in 500 ms; beside the best of far longer searches',
    file: 'libs/routing/bench/routes.ts',
    database: false,
    built: false,
  },
  notices: {
    about: '300 pages of notices in every language in one file; beside bare pdf-lib with the same text and fonts',
    file: 'libs/documents/bench/notices.ts',
    database: false,
    built: false,
  },
  notice: {
    about: 'one notice in every language, with names and figures of its own; beside the same bare pdf-lib',
    file: 'libs/documents/bench/notice.ts',
    database: false,
    built: false,
  },
  search: {
    about: 'the slowest of a dozen searches that clerks type, among 100,000 accounts; no reference',
    file: 'libs/core/bench/search.ts',
    database: true,
    built: true,
  },
  years: {
    about: '1,000,000 years of an account by chance, each checked to the cent and every close twice; no reference',
    file: 'libs/policy/bench/years.ts',
    database: false,
    built: false,
  },
  start: {
    about: 'the second `npm start` until it is ready; no reference',
    file: 'tools/bench/start.mjs',
    database: false,
    built: true,
  },
};

/** The names asked for, each once; refuses what is not there. */
export function parseBenchArguments(args) {
  const unknown = args.filter((name) => !Object.hasOwn(WORKLOADS, name));
  if (unknown.length)
    throw new Complaint(
      `There is no workload ${unknown.map((name) => `"${name}"`).join(' or ')}; there are ${Object.keys(WORKLOADS).join(', ')}.`,
    );
  return [...new Set(args)];
}

/** What there is, a line each. */
export function list() {
  const width = Math.max(...Object.keys(WORKLOADS).map((name) => name.length)) + 2;
  return [
    'npm run bench -- NAME... measures these:',
    ...Object.entries(WORKLOADS).map(([name, { about }]) => `  ${name.padEnd(width)}${about}`),
  ];
}

/** Runs one workload in a process of its own, so that none inherits the heap or the sockets of another. */
async function measure(name, { root, database }) {
  const child = spawn(
    process.execPath,
    [
      '--enable-source-maps',
      '--import',
      join(root, 'tools/lib/typescript.mjs'),
      join(root, 'tools/bench/measure.mjs'),
      name,
      join(root, WORKLOADS[name].file),
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NODE_ENV: 'production', CURBSTOP_TEST_DATABASE_URL: database?.url ?? '' },
    },
  );
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => done(code ?? 1));
  });
}

export async function main(args, { root, say }) {
  const names = parseBenchArguments(args);
  if (names.length === 0) {
    for (const line of list()) console.log(line);
    return 0;
  }
  if (names.some((name) => WORKLOADS[name].built)) {
    const { ensureBuilt } = await import('./lib/build-changed.mjs');
    await ensureBuilt(root, say);
  }
  let failed = 0;
  for (const name of names) {
    const folder = await mkdtemp(join(tmpdir(), 'curbstop-bench-'));
    let database;
    try {
      if (WORKLOADS[name].database) {
        const { startPostgres } = await import('./lib/postgres.mjs');
        // As `npm start` runs it: what is acknowledged is on disk.
        const { POSTGRES } = await import('./lib/postgres-settings.mjs');
        database = await startPostgres({ dataDir: folder, settings: { ...POSTGRES, max_connections: '200' } });
      }
      if ((await measure(name, { root, database })) !== 0) failed += 1;
    } finally {
      await database?.remove();
      await rm(folder, { recursive: true, force: true });
    }
  }
  return failed === 0 ? 0 : 1;
}
