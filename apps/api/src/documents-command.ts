import 'reflect-metadata';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PAPER_KINDS } from '@curbstop/contracts';
import type { Actor, DraftRule, PaperKind } from '@curbstop/contracts';
import {
  CityClock,
  Refused,
  accountOfNumber,
  openDatabase,
  paperFacts,
  readEnvironment,
  setDraftRule,
  variable,
} from '@curbstop/core';
import { PaperRefused, SAMPLES, inLanguage, makePaper, translatedLanguages } from '@curbstop/documents';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { run } from './complain.ts';
import { ConfigError } from './config.ts';

const DRAFT_RULES: readonly DraftRule[] = ['refused', 'marked', 'accepted'];
const COMMAND_LINE: Actor = { kind: 'system', part: 'billing' };
const USE = `npm run documents -- samples FOLDER
npm run documents -- show KIND --account NUMBER [--record NUMBER] [--language LANGUAGE] --out FILE
npm run documents -- drafts ${DRAFT_RULES.join(' | ')}
Kinds: ${PAPER_KINDS.join(', ')}. --record is the number of a bill, a notice, a payment or an arrangement; without it, the newest.
Languages: ${translatedLanguages().join(', ')}; without one, those of the notice or the customer's own.`;

/** One of every paper in every language, and each notice as it is mailed: all languages in one file. */
async function writeSamples(folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  const write = async (name: string, bytes: Uint8Array): Promise<void> => {
    await writeFile(join(folder, name), bytes);
    written.push(name);
  };
  for (const facts of SAMPLES) {
    await write(`${facts.kind}.pdf`, await makePaper(facts));
    for (const language of translatedLanguages())
      await write(`${facts.kind}-${language}.pdf`, await makePaper(inLanguage(facts, language)));
  }
  return [`${written.length} papers are in ${folder}.`];
}

interface Options {
  readonly account?: string | undefined;
  readonly record?: string | undefined;
  readonly language?: string | undefined;
  readonly out?: string | undefined;
}

function kindIn(text: string | undefined): PaperKind {
  const kind = PAPER_KINDS.find((each) => each === text);
  if (kind === undefined) throw new ConfigError(USE);
  return kind;
}

/** What an account or a paper refuses is a sentence for whoever asked. */
async function orSaid<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof PaperRefused || error instanceof Refused)
      throw new ConfigError(error.message, { cause: error });
    throw error;
  }
}

async function show(source: DataSource, kind: PaperKind, options: Options, now: Instant): Promise<readonly string[]> {
  const { account, language, out } = options;
  if (account === undefined || out === undefined) throw new ConfigError(USE);
  if (language !== undefined && !translatedLanguages().includes(language))
    throw new ConfigError(`There are no messages in ${language}. Languages: ${translatedLanguages().join(', ')}.`);
  const accountId = await accountOfNumber(source.manager, account);
  const bytes = await orSaid(async () => {
    const facts = await paperFacts(source.manager, { kind, accountId, record: options.record ?? null }, now);
    return makePaper(language === undefined ? facts : inLanguage(facts, language));
  });
  await writeFile(out, bytes);
  return [`${out}: ${bytes.length} bytes.`];
}

async function carryOut(source: DataSource, words: readonly string[], options: Options, now: Instant) {
  const [command, what, ...more] = words;
  if (more.length > 0) throw new ConfigError(USE);
  if (command === 'show') return show(source, kindIn(what), options, now);
  const rule = DRAFT_RULES.find((each) => each === what);
  if (command !== 'drafts' || rule === undefined) throw new ConfigError(USE);
  await setDraftRule(source, rule, COMMAND_LINE, now);
  return [`Papers in a draft translation are ${rule}.`];
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        account: { type: 'string' },
        record: { type: 'string' },
        language: { type: 'string' },
        out: { type: 'string' },
      },
    });
  } catch (error) {
    throw new ConfigError(USE, { cause: error });
  }
}

// `npm run documents` writes papers as PDF files.
await run(async () => {
  const { values, positionals } = readArguments();
  const [command, folder, ...more] = positionals;
  if (command === 'samples') {
    if (folder === undefined || more.length > 0) throw new ConfigError(USE);
    for (const line of await writeSamples(folder)) console.log(line);
    return;
  }
  const { DATABASE_URL } = readEnvironment(z.object({ DATABASE_URL: variable.databaseUrl }), process.env);
  const source = await openDatabase(DATABASE_URL);
  try {
    const clock = new CityClock(() => Date.now() as Instant);
    await clock.refresh(source);
    for (const line of await carryOut(source, positionals, values, clock.now())) console.log(line);
  } finally {
    await source.destroy();
  }
});
