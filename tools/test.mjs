// Runs the specs by kind and adds them up.
//   npm test                          every kind
//   npm test -- unit                  one kind (or several)
//   npm test -- db journal            the database specs whose path has "journal"
//   npm test -- unit -t "B.1"         what starts with a dash goes to Jest, with its value
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coverage, coverageLine } from './coverage.mjs';
import { findChromium, HOW_TO_GET_CHROMIUM } from './lib/browser.mjs';
import { Complaint } from './lib/plain.mjs';

/** The kinds, in running order; `workers` is at most how many files run side by side. */
const KINDS = {
  unit: { workers: 2, database: false, built: false },
  db: { workers: 2, database: true, built: false },
  story: { workers: 2, database: true, built: true },
  browser: { workers: 2, database: true, built: true },
};

/** Kinds that wait more than they work: programs that start and stop, and pages that load. They run side by side. */
const SIDE_BY_SIDE = ['story', 'browser'];

/** The kinds that run at once, round by round. */
export function roundsOf(kinds) {
  const together = kinds.filter((kind) => SIDE_BY_SIDE.includes(kind));
  const alone = kinds.filter((kind) => !SIDE_BY_SIDE.includes(kind));
  return [...alone.map((kind) => [kind]), ...(together.length > 0 ? [together] : [])];
}

/** Splits what was typed into kinds, patterns of paths, and flags for Jest. */
export function parseTestArguments(args) {
  const kinds = [];
  const patterns = [];
  const flags = [];
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i];
    if (word.startsWith('-')) {
      flags.push(word);
      if (['-t', '--testNamePattern', '--testTimeout'].includes(word) && i + 1 < args.length)
        flags.push(args[(i += 1)]);
    } else if (Object.hasOwn(KINDS, word) && patterns.length === 0) kinds.push(word);
    else patterns.push(word);
  }
  return {
    kinds: kinds.length ? kinds : Object.keys(KINDS),
    patterns,
    flags,
    whole: kinds.length === 0 && patterns.length === 0,
  };
}

/** Jest's own report as three numbers. A file that could not be loaded is a failure. */
export function countsOf(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
    files: report.numTotalTestSuites,
  };
}

/** The line that a run ends with. */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

async function runKind(kind, { root, folder, patterns, flags, env }) {
  const output = join(folder, `${kind}.json`);
  const args = [
    join(root, 'node_modules/jest/bin/jest.js'),
    `--selectProjects=${kind}`,
    `--maxWorkers=${KINDS[kind].workers}`,
    '--passWithNoTests',
    '--json',
    `--outputFile=${output}`,
    ...flags,
    ...(patterns.length ? ['--testPathPatterns', ...patterns] : []),
  ];
  const started = Date.now();
  const jest = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((done, failed) => {
    jest.once('error', failed);
    jest.once('exit', (exit) => done(exit ?? 1));
  });
  let counts;
  try {
    counts = countsOf(JSON.parse(await readFile(output, 'utf8')));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    // Jest gave up before it could write: that is a failure of the whole kind.
    counts = { passed: 0, failed: 1, skipped: 0, files: 0 };
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return { kind, ...counts, seconds: (Date.now() - started) / 1000 };
}

/** Starts the specs' own PostgreSQL: quick rather than safe, and thrown away. */
async function startDatabase(folder) {
  const { startPostgres } = await import('./lib/postgres.mjs');
  return startPostgres({
    dataDir: join(folder, 'database'),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  });
}

/** Drops what this run left on a server that is not ours to delete. */
async function tidy(url, run) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const left = await client.query('SELECT datname FROM pg_database WHERE datname LIKE $1', [`curbstop\\_%\\_${run}%`]);
  for (const { datname } of left.rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  await client.end();
}

export async function main(args, { root, say }) {
  const { kinds, patterns, flags, whole } = parseTestArguments(args);
  const folder = await mkdtemp(join(tmpdir(), 'curbstop-test-'));
  const run = randomBytes(4).toString('hex');
  const external = process.env.CURBSTOP_TEST_DATABASE_URL;
  let database;
  const results = [];
  try {
    const chromium = findChromium();
    if (kinds.some((kind) => KINDS[kind].built)) {
      const { ensureBuilt } = await import('./lib/build-changed.mjs');
      await ensureBuilt(root, say);
    }
    if (!external && kinds.some((kind) => KINDS[kind].database)) database = await startDatabase(folder);
    const env = {
      NODE_ENV: 'test',
      CURBSTOP_TEST_RUN: run,
      CURBSTOP_TEST_DATABASE_URL: external ?? database?.url ?? '',
      CHROMIUM_PATH: chromium ?? '',
    };
    for (const round of roundsOf(kinds)) {
      say(`\n== ${round.join(', ')} ==`);
      const start = (kind) => runKind(kind, { root, folder, patterns, flags, env });
      results.push(...(await Promise.all(round.map(start))));
    }
    if (kinds.includes('browser') && !chromium) say(`\n${HOW_TO_GET_CHROMIUM}`);
  } finally {
    if (external) await tidy(external, run);
    await database?.remove();
    await rm(folder, { recursive: true, force: true });
  }
  if (!whole && results.every(({ files }) => files === 0))
    throw new Complaint(`No spec of kind ${kinds.join(', ')} has ${patterns.join(' or ') || 'anything to run'}.`);
  say('');
  for (const { kind, seconds, ...counts } of results)
    say(`${kind.padEnd(8)} ${lastLine(counts)} (${seconds.toFixed(1)} s)`);
  const total = results.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
  if (whole) say(coverageLine(await coverage(root)));
  say(lastLine(total));
  return total.failed === 0 ? 0 : 1;
}
