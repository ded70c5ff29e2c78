import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { Invalid } from '../../db/errors.ts';

/** argon2id: 19 MiB, two passes, one lane (about 40 ms). A hash carries its own cost, so raising it breaks no old one. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const SHORTEST_PASSWORD = 12;
/** A longer one would only buy an attacker our time. */
export const LONGEST_PASSWORD = 256;

/** Of zxcvbn's five grades, 0 to 4, the first that cannot be found by trying what people choose (10^8 guesses and more). */
const LOWEST_GRADE = 3;

let guesser: ZxcvbnFactory | null = null;

/** Judging a long text costs more than hashing it, and what its beginning withstands the rest makes no weaker. */
const JUDGED_CHARACTERS = 64;

/** Whether the password is one that many people use, a small change of one, or made of what everyone knows of its owner. */
function isCommon(password: string, owner: readonly string[]): boolean {
  guesser ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  const names = ['curbstop', ...owner.flatMap((name) => [name, ...name.split(/[\s._-]+/)])].filter(Boolean);
  return guesser.check(password.slice(0, JUDGED_CHARACTERS), names).score < LOWEST_GRADE;
}

/**
 * Hashes a password that may be used from now on. Throws {@link Invalid} for one that is too short or too long, in
 * characters, or too common. `owner`: their names, which a password may not be made of.
 */
export async function hashPassword(
  password: string,
  owner: readonly string[] = [],
  field = 'password',
): Promise<string> {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) throw new Invalid(field, `Use at least ${SHORTEST_PASSWORD} characters.`);
  if (length > LONGEST_PASSWORD) throw new Invalid(field, `Use at most ${LONGEST_PASSWORD} characters.`);
  if (isCommon(password, owner))
    throw new Invalid(field, 'This password is too easy to guess. Use a longer phrase, without your own name in it.');
  return hash(password, COST);
}

let decoy: Promise<string> | null = null;

/**
 * Whether the password fits. `kept` is null for a name nobody has: then a hash that nothing fits is tried instead, so
 * that the time of the answer does not tell which names exist.
 */
export async function passwordFits(kept: string | null, password: string): Promise<boolean> {
  decoy ??= hash(randomBytes(32), COST);
  const stand = await decoy;
  const fits = await verify(kept ?? stand, password);
  return kept !== null && fits;
}

/** A password to be read from a screen once: 100 bits, without i, l, o and u. */
export function oneTimePassword(): string {
  const letters = '0123456789abcdefghjkmnpqrstvwxyz';
  const picked = [...randomBytes(20)].map((byte) => letters[byte & 31]);
  return [0, 5, 10, 15].map((from) => picked.slice(from, from + 5).join('')).join('-');
}
