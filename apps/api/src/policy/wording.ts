import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { day } from '@curbstop/contracts';
import { ConfigError } from '@curbstop/core';
import { CLAUSE_IDS } from '@curbstop/policy';
import type { ClauseId, Day } from '@curbstop/policy';
import { z } from 'zod';
import { errorCode } from '../error-code.ts';

/** The policy's text as the city's council adopted it: a file in the data folder, which a backup keeps. */
export const WORDING_FILE = 'policy-wording.json';

const KNOWN: ReadonlySet<string> = new Set(CLAUSE_IDS);

const clauseTexts = z
  .record(z.string(), z.string().trim().min(1, 'is empty').max(20_000))
  .superRefine((texts, check) => {
    for (const id of Object.keys(texts)) {
      if (!KNOWN.has(id))
        check.addIssue({ code: 'custom', path: [id], message: 'is no clause of the policy, as C.1.a' });
    }
  });

const wordingFile = z
  .array(
    z.strictObject({
      /** The first day on which this text is the city's policy. */
      version: day,
      language: z.string().regex(/^[a-z]{2,3}$/, 'must be the code of a language, as en or es'),
      clauses: clauseTexts,
    }),
  )
  .superRefine((wordings, check) => {
    const seen = new Set<string>();
    for (const [index, { version, language }] of wordings.entries()) {
      const key = `${version} in ${language}`;
      if (seen.has(key)) check.addIssue({ code: 'custom', path: [index], message: `gives ${key} a second time` });
      seen.add(key);
    }
  });

/** What the city adopted: for each version and language, the text of the clauses it has. */
export type Wording = z.output<typeof wordingFile>;

function refuse(path: string, why: string): never {
  throw new ConfigError(`${path} is not the wording of a policy: ${why}.`);
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(path, error instanceof Error ? error.message : String(error));
  }
}

/** Reads the file of the data folder; a city that has none shows our words alone. */
export async function readWording(dataFolder: string): Promise<Wording> {
  const path = join(dataFolder, WORDING_FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
  const found = wordingFile.safeParse(parse(path, text));
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  return refuse(path, `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'cannot be read'}`.trim());
}

/** A clause as the city adopted it, by language: of each language the latest version that is in force on a day. */
export function adoptedText(wording: Wording, id: ClauseId, on: Day): Readonly<Record<string, string>> {
  const inForce = wording
    .filter((each) => each.version <= on)
    .sort((one, other) => one.version.localeCompare(other.version));
  const latest = new Map(inForce.map((each) => [each.language, each.clauses[id]]));
  return Object.fromEntries([...latest].filter((each): each is [string, string] => each[1] !== undefined));
}
