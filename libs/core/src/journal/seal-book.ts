import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { instant } from '@curbstop/contracts';
import { z } from 'zod';
import { appendLine } from '../process/append-line.ts';
import { keptFile, readIfThere } from '../process/kept-file.ts';
import { canonical } from './link.ts';

/** Where the seals are: in the data folder, out of the database's reach. */
const BOOK = 'journal-seals.txt';
const KEY = 'journal-seal-key.json';
const PUBLIC_KEY = 'journal-seal-key.public.json';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const seal = z.object({
  number: z.int().positive(),
  at: instant,
  /** Rows of the journal that it stands for. */
  rows: z.int(),
  /** The last seal that the database keeps of itself. */
  kept: z.object({ day: z.string(), digest: hex }).nullable(),
  /** Heads that moved since the seal before: chain, number of its last row, link of that row. */
  heads: z.array(z.tuple([z.string(), z.int(), hex])),
  /** SHA-256 of the line before. */
  previous: hex.nullable(),
});
const signedSeal = seal.extend({ signature: z.string() });
export type Seal = Readonly<z.output<typeof seal>>;

/** Seals as they were found, and what does not fit among them. */
export interface Book {
  readonly where: string;
  readonly seals: readonly Seal[];
  readonly broken: readonly string[];
}

const digestOf = (line: string): string => createHash('sha256').update(line).digest('hex');

/** A line that is not one is what a cut of power left; a cut line that was whole before breaks the next one's `previous`. */
function parseLine(line: string): z.output<typeof signedSeal> | null {
  let told: unknown;
  try {
    told = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  return signedSeal.safeParse(told).data ?? null;
}

function readSeals(text: string, key: KeyObject): { seals: Seal[]; broken: string[]; last: string | null } {
  const seals: Seal[] = [];
  const broken: string[] = [];
  let last: string | null = null;
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const parsed = parseLine(line);
    if (!parsed) continue;
    const { signature, ...told } = parsed;
    const name = `Seal ${told.number}`;
    if (!verify(null, Buffer.from(canonical(told)), key, Buffer.from(signature, 'base64url')))
      broken.push(`${name}: its signature does not fit.`);
    else if (told.previous !== last || told.number !== seals.length + 1)
      broken.push(`${name}: it does not follow the seal before it.`);
    else seals.push(told);
    last = digestOf(line);
  }
  return { seals, broken, last };
}

const asKey = (text: string): { key: z.output<typeof anyKey>; format: 'jwk' } => ({
  key: anyKey.parse(JSON.parse(text)),
  format: 'jwk',
});
const anyKey = z.record(z.string(), z.string());

/** The seals of a city, for whoever verifies; null when there are none in the folder. */
export async function readSealBook(folder: string): Promise<Book | null> {
  const where = join(folder, BOOK);
  const [text, key] = [await readIfThere(where), await readIfThere(join(folder, PUBLIC_KEY))];
  if (text === null || key === null) return null;
  const { seals, broken } = readSeals(text, createPublicKey(asKey(key)));
  return { where, seals, broken };
}

/** The book that a city's scheduler writes. */
export interface OpenBook {
  /** Heads as they were sealed last, by chain. */
  readonly heads: ReadonlyMap<string, readonly [number: number, link: string]>;
  readonly last: Seal | null;
  /** Signs and appends; it is on the disk when this returns. */
  write(each: Omit<Seal, 'number' | 'previous'>): Promise<Seal>;
}

/** Opens the book of a data folder, and makes its key on first use. Throws when what is there does not fit. */
export async function openSealBook(folder: string): Promise<OpenBook> {
  const where = join(folder, BOOK);
  const made = () => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
  const key = createPrivateKey(asKey(await keptFile(folder, KEY, made)));
  const publicKey = createPublicKey(key);
  await keptFile(folder, PUBLIC_KEY, () => JSON.stringify(publicKey.export({ format: 'jwk' })));
  const text = (await readIfThere(where)) ?? '';
  const { seals, broken, last } = readSeals(text, publicKey);
  if (broken.length > 0) throw new Error(`${where} does not fit: ${broken.join(' ')}`);
  if (text !== '' && !text.endsWith('\n')) await appendFile(where, '\n');
  const heads = new Map<string, readonly [number, string]>();
  for (const each of seals) for (const [stream, number, link] of each.heads) heads.set(stream, [number, link]);
  const book = { heads, last: seals.at(-1) ?? null, previous: last };
  return {
    heads,
    get last() {
      return book.last;
    },
    write: async (each) => {
      const told: Seal = { ...each, number: (book.last?.number ?? 0) + 1, previous: book.previous };
      const signature = sign(null, Buffer.from(canonical(told)), key).toString('base64url');
      const line = JSON.stringify({ ...told, signature });
      await appendLine(where, line);
      for (const [stream, number, link] of told.heads) heads.set(stream, [number, link]);
      Object.assign(book, { last: told, previous: digestOf(line) });
      return told;
    },
  };
}
