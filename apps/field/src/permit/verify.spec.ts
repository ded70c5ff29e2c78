import { permitKey, permitText } from '@curbstop/contracts';
import type { Permit } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { provePermit } from './verify.ts';
import type { PermitKey } from './verify.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const { subtle } = globalThis.crypto;

async function keys(): Promise<{ privateKey: CryptoKey; jwk: PermitKey }> {
  const { privateKey, publicKey } = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
  return { privateKey, jwk: permitKey.parse(await subtle.exportKey('jwk', publicKey)) };
}

async function signed(text: string, privateKey: CryptoKey): Promise<string> {
  const bytes = await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, new TextEncoder().encode(text));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const terms = {
  permitId: '5f2bb1f0-6b07-4e4a-8a3e-3f0f6a3f9e11',
  orderId: 612,
  meterSerial: '41882307',
  issuedAt: 1_773_700_000_000 as Instant,
  expiresAt: 1_773_700_600_000 as Instant,
};

describe('the signature of a permit', () => {
  let jwk: PermitKey;
  let permit: Permit;
  beforeAll(async () => {
    const made = await keys();
    jwk = made.jwk;
    permit = { ...terms, signature: await signed(permitText(terms), made.privateKey) };
  });

  it('is good as the city made it', async () => {
    expect(await provePermit(permit, jwk)).toBe('good');
  });

  it.each<[string, (permit: Permit) => Permit]>([
    ['a later end', (each) => ({ ...each, expiresAt: (each.expiresAt + 1) as Instant })],
    ['another order', (each) => ({ ...each, orderId: 613 })],
    ['another meter', (each) => ({ ...each, meterSerial: null })],
    ['no signature', (each) => ({ ...each, signature: '' })],
    ['a signature that is no base64url', (each) => ({ ...each, signature: '!!' })],
    ['a broken signature', (each) => ({ ...each, signature: each.signature.slice(2) })],
  ])('is bad with %s', async (_name, forge) => {
    expect(await provePermit(forge(permit), jwk)).toBe('bad');
  });

  it('is never taken on trust', async () => {
    const other = (await keys()).jwk;
    expect(await provePermit(permit, null)).toBe('no-key');
    expect(await provePermit(permit, other)).toBe('bad');
    expect(await provePermit(permit, { ...jwk, x: 'AAAA' })).toBe('bad');
    expect(await provePermit(permit, { ...jwk, crv: 'P-384' })).toBe('bad');
  });
});
