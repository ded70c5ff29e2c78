import { hashPassword } from './passwords.ts';

describe('new passwords', () => {
  it.each([
    'password1234',
    'passwordpassword',
    'qwertyuiop12',
    '123456789012',
    'aaaaaaaaaaaa',
    'letmeinletmein',
    'P@ssw0rd1234',
    'Welcome12345',
    '1qaz2wsx3edc',
    'curbstop2026',
    'doradoradora',
    'dora12345678',
  ])('%s is refused: people choose it, or it is the own name', async (password) => {
    await expect(hashPassword(password, ['dora', 'Dora Field'])).rejects.toThrow('too easy to guess');
  });

  it.each(['water under the bridge', 'correct horse battery', 'kx7-0pq-w2m-9ra', 'Grundwasserspiegel 1873'])(
    '%s is taken',
    async (password) => {
      expect(await hashPassword(password, ['dora', 'Dora Field'])).toMatch(/^\$argon2id\$/);
    },
  );

  it('of 250 letters are taken, and longer ones are refused', async () => {
    expect(await hashPassword('every valve has two keys '.repeat(10))).toMatch(/^\$argon2id\$/);
    await expect(hashPassword('q7'.repeat(129))).rejects.toThrow('at most 256');
  });
});
