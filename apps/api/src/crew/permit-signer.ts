import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { permitKey } from '@curbstop/contracts';
import { keptFile, twoStepKey } from '@curbstop/core';
import type { TwoStepKey } from '@curbstop/core';
import { z } from 'zod';
import { ConfigError } from '../config.ts';

export const PERMIT_SIGNER = Symbol('permit-signer');

/** Signs permits with ECDSA on P-256, so that a tablet without a network can check them. */
export interface PermitSigner {
  readonly publicKey: z.output<typeof permitKey>;
  /** Base64url of the IEEE P1363 signature over the text. */
  readonly sign: (text: string) => string;
  /** For second steps, made from the same key: whoever backs up one file has both. */
  readonly twoStepKey: TwoStepKey;
}

const privateKey = permitKey.extend({ kty: z.literal('EC'), crv: z.literal('P-256'), d: z.string() });

function parseKey(text: string, where: string): KeyObject {
  try {
    const jwk: JsonWebKey = privateKey.parse(JSON.parse(text));
    return createPrivateKey({ key: jwk, format: 'jwk' });
  } catch (error) {
    // What is wrong with a secret is not printed: the message of the parser would show parts of it.
    throw new ConfigError(`${where} must hold an EC P-256 private key as a JSON Web Key.`, { cause: error });
  }
}

/** The key in the data folder, made when it is not there. */
async function keptKey(folder: string): Promise<KeyObject> {
  const made = (): string =>
    JSON.stringify(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }));
  return parseKey(await keptFile(folder, 'permit-key.json', made), join(folder, 'permit-key.json'));
}

/** The signer of a city: its key is given, or kept in the data folder (file mode 0600). */
export async function permitSigner(of: { permitKey: string | null; dataFolder: string }): Promise<PermitSigner> {
  const key = of.permitKey === null ? await keptKey(of.dataFolder) : parseKey(of.permitKey, 'CURBSTOP_PERMIT_KEY');
  const { kty, crv, x, y } = permitKey.parse(createPublicKey(key).export({ format: 'jwk' }));
  const { d } = privateKey.parse(key.export({ format: 'jwk' }));
  return {
    publicKey: { kty, crv, x, y },
    twoStepKey: twoStepKey(d),
    sign: (text) => sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  };
}
