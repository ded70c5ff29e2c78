import { createPublicKey, verify } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { permitSigner } from './permit-signer.ts';

describe('the permit key', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'curbstop-key-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made once, readable by its owner alone, and the same for processes that start at once', async () => {
    const dataFolder = join(folder, 'data');
    const [one, two] = await Promise.all([
      permitSigner({ permitKey: null, dataFolder }),
      permitSigner({ permitKey: null, dataFolder }),
    ]);
    const later = await permitSigner({ permitKey: null, dataFolder });
    expect(two.publicKey).toEqual(one.publicKey);
    expect(later.publicKey).toEqual(one.publicKey);
    expect((await stat(join(dataFolder, 'permit-key.json'))).mode & 0o777).toBe(0o600);
    expect(Object.keys(one.publicKey).sort()).toEqual(['crv', 'kty', 'x', 'y']);
  });

  it('signs what its public half can check', async () => {
    const signer = await permitSigner({ permitKey: null, dataFolder: folder });
    const signature = Buffer.from(signer.sign('permit|1'), 'base64url');
    const key = createPublicKey({ key: signer.publicKey, format: 'jwk' });
    const check = (text: string): boolean =>
      verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature);
    expect(signature).toHaveLength(64);
    expect(check('permit|1')).toBe(true);
    expect(check('permit|2')).toBe(false);
  });

  it('can be given, and a damaged one is refused without being shown', async () => {
    const kept = await permitSigner({ permitKey: null, dataFolder: folder });
    const permitKey = await readFile(join(folder, 'permit-key.json'), 'utf8');
    expect((await permitSigner({ permitKey, dataFolder: '/nowhere' })).publicKey).toEqual(kept.publicKey);
    await expect(permitSigner({ permitKey: '{"d":"secret"}', dataFolder: folder })).rejects.toThrow(
      /^CURBSTOP_PERMIT_KEY must hold/,
    );
    await writeFile(join(folder, 'permit-key.json'), 'not a key');
    await expect(permitSigner({ permitKey: null, dataFolder: folder })).rejects.toThrow(
      'must hold an EC P-256 private key',
    );
  });
});
