import { deviceCommandKey, deviceSecret, sameSecret, secretHash } from './secrets.ts';

describe('derived secrets', () => {
  it('differ by device, by purpose and by installation, and stay the same', () => {
    const all = [
      deviceSecret('one', 'M1'),
      deviceSecret('one', 'M2'),
      deviceSecret('two', 'M1'),
      deviceCommandKey('one', 'M1').toString('base64url'),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(deviceSecret('one', 'M1')).toBe(all[0]);
    expect(all[0]).toMatch(/^[\w-]{43}$/);
  });

  it('are compared with what is kept of them', () => {
    const hash = secretHash('s3cret');
    expect(sameSecret('s3cret', hash)).toBe(true);
    expect(sameSecret('s3cret ', hash)).toBe(false);
    expect(sameSecret('', hash)).toBe(false);
  });
});
