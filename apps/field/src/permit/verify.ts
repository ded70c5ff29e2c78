import { permitText } from '@curbstop/contracts';
import type { Permit, permitKey } from '@curbstop/contracts';
import type { z } from 'zod';
import type { Proof } from './standing.ts';

export type PermitKey = z.infer<typeof permitKey>;

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]+$/.test(base64url)) return null;
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/**
 * Checks the city's signature (ECDSA on P-256 over SHA-256, IEEE P1363) over {@link permitText}. Whatever cannot be
 * checked is not good: a missing key, a key of another kind, a browser without WebCrypto.
 */
export async function provePermit(permit: Permit, key: PermitKey | null): Promise<Proof> {
  if (!key) return 'no-key';
  // Outside a secure context (https, localhost) browsers have no WebCrypto, whatever the types say.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  const signature = bytesOf(permit.signature);
  if (!subtle || !signature || key.kty !== 'EC' || key.crv !== 'P-256') return 'bad';
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  try {
    const { kty, crv, x, y } = key;
    const publicKey = await subtle.importKey('jwk', { kty, crv, x, y }, algorithm, false, ['verify']);
    const text = new TextEncoder().encode(permitText(permit));
    return (await subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, publicKey, signature, text)) ? 'good' : 'bad';
  } catch (error) {
    if (error instanceof DOMException) return 'bad';
    throw error;
  }
}
