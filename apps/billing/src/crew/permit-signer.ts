import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { permitKey } from '@curbstop/contracts';
import { z } from 'zod';
import { ConfigError } from '../config.ts';
import { errorCode } from '../error-code.ts';

export const PERMIT_SIGNER = Symbol('permit-signer');

/** Signs permits with ECDSA on P-256, so that a tablet without a network can check them. */
export interface PermitSigner {
  readonly publicKey: z.output<typeof permitKey>;
  /** Base64url of the IEEE P1363 signature over the text. */
  readonly sign: (text: string) => string;
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

/** The key in the data folder, made when it is not there. Two processes that start at once end up with one key. */
async function keptKey(folder: string): Promise<KeyObject> {
  const path = join(folder, 'permit-key.json');
  try {
    return parseKey(await readFile(path, 'utf8'), path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const made = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const unfinished = `${path}.${randomUUID()}`;
  await writeFile(unfinished, JSON.stringify(made.export({ format: 'jwk' })), { mode: 0o600 });
  try {
    // A link, unlike a rename, does not replace the key that another process made meanwhile.
    await link(unfinished, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    await rm(unfinished);
  }
  return parseKey(await readFile(path, 'utf8'), path);
}

/** The signer of a city: its key is given, or kept in the data folder (file mode 0600). */
export async function permitSigner(of: { permitKey: string | null; dataFolder: string }): Promise<PermitSigner> {
  const key = of.permitKey === null ? await keptKey(of.dataFolder) : parseKey(of.permitKey, 'CURBSTOP_PERMIT_KEY');
  const { kty, crv, x, y } = permitKey.parse(createPublicKey(key).export({ format: 'jwk' }));
  return {
    publicKey: { kty, crv, x, y },
    sign: (text) => sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  };
}
