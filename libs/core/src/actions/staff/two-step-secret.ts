import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { Instant } from '@curbstop/policy';
import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator app has it: SHA-1, six digits, 30 seconds. */
const PERIOD_SECONDS = 30;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what is kept of the second step; 32 bytes, made from a key that is not in the database. */
export type TwoStepKey = Buffer;

/** The key for second steps of an installation, from its private key material. */
export function twoStepKey(privateKey: string): TwoStepKey {
  return Buffer.from(hkdfSync('sha256', privateKey, '', 'curbstop/two-step', 32));
}

const forStaff = (staffId: number): Buffer => Buffer.from(`staff/${staffId}`);

/** Encrypts a secret for one member of staff: moved to another row it does not open. */
export function sealSecret(key: TwoStepKey, staffId: number, secret: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(forStaff(staffId));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Throws when the key is another one, or the bytes were changed. */
export function openSecret(key: TwoStepKey, staffId: number, kept: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, kept.subarray(0, NONCE_BYTES))
    .setAAD(forStaff(staffId))
    .setAuthTag(kept.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(kept.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch (error) {
    throw new Error(
      `The second step of staff ${staffId} was set up under another key. An administrator resets it (npm run staff).`,
      { cause: error },
    );
  }
}

function totpOf(secret: Buffer, username = ''): TOTP {
  return new TOTP({
    issuer: 'Curbstop',
    label: username,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
    period: PERIOD_SECONDS,
  });
}

export function newSecret(): Buffer {
  return randomBytes(20);
}

/** What an authenticator app reads: from a QR code, or typed by hand. */
export function enrollmentOf(secret: Buffer, username: string): { readonly uri: string; readonly secret: string } {
  const totp = totpOf(secret, username);
  return { uri: totp.toString(), secret: totp.secret.base32 };
}

/**
 * The 30-second step that a code belongs to; null when it is wrong, or not newer than `used`. A phone's clock may be one
 * step off. `machine` is the machine's time.
 */
export function stepOfCode(secret: Buffer, code: string, machine: Instant, used: number | null): number | null {
  const delta = totpOf(secret).validate({ token: code.replaceAll(/\s/g, ''), timestamp: machine, window: 1 });
  if (delta === null) return null;
  const step = Math.floor(machine / 1000 / PERIOD_SECONDS) + delta;
  return used !== null && step <= used ? null : step;
}

const RECOVERY_CODES = 10;
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ten codes of 50 random bits, as `4h7kq-m2x9d`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = [...randomBytes(10)].map((byte) => LETTERS[byte & 31]).join('');
    return `${letters.slice(0, 5)}-${letters.slice(5)}`;
  });
}

/** What is kept of a recovery code. It is random, so a fast hash is enough. Case, spaces and the hyphen are forgiven. */
export function recoveryHash(code: string): Buffer {
  return createHash('sha256').update(code.toLowerCase().replaceAll(/[\s-]/g, '')).digest();
}
