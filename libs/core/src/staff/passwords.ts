import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Invalid } from '../db/errors.ts';

/** argon2id: 19 MiB, two passes, one lane (about 40 ms). A hash carries its own cost, so raising it breaks no old one. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const SHORTEST_PASSWORD = 12;
/** A longer one would only buy an attacker our time. */
export const LONGEST_PASSWORD = 256;

/** Hashes a password that may be used from now on; refuses one that is too short, in characters. */
export async function hashPassword(password: string, field = 'password'): Promise<string> {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) throw new Invalid(field, `Use at least ${SHORTEST_PASSWORD} characters.`);
  if (length > LONGEST_PASSWORD) throw new Invalid(field, `Use at most ${LONGEST_PASSWORD} characters.`);
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
