import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** 256 bits of a key, in words of their own: no secret for one purpose opens another. */
function derive(master: string, purpose: string, name: string): Buffer {
  return createHmac('sha256', master).update(`curbstop/${purpose}/${name}`).digest();
}

/** The secret a device signs in with, made from the installation's own; 43 characters of base64url. */
export function deviceSecret(master: string, name: string): string {
  return derive(master, 'device', name).toString('base64url');
}

/** The key that commands to a device are signed with. */
export function deviceCommandKey(master: string, name: string): Buffer {
  return derive(master, 'command', name);
}

/** What is kept of a secret. It is long and random, so a fast hash is enough. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Compares in constant time. */
export function sameSecret(secret: string, hash: Buffer): boolean {
  return timingSafeEqual(secretHash(secret), hash);
}
