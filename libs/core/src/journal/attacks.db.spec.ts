import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Day, Instant } from '@curbstop/policy';
import { testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import {
  GENESIS,
  append,
  inTransaction,
  linkOf,
  openSealBook,
  readSealBook,
  rows,
  sealJournal,
  signJournal,
  verifyJournal,
} from '../index.ts';
import type { Linked } from '../index.ts';

const AT = Date.UTC(2026, 2, 17) as Instant;
const CLERK = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' } as const;

describe('whoever may write anything into the database', () => {
  let db: TestDatabase;
  let folder: string;

  const tell = (accountId: number, order: number): Promise<void> =>
    inTransaction(db.source, (tx) =>
      append(tx, [{ event: 'service.off', facts: { orderId: order }, at: AT, actor: CLERK, clause: 'E.1', accountId }]),
    );
  const tamper = (sql: string): Promise<unknown> => db.source.query(`SET session_replication_role = replica; ${sql}`);
  const sign = async (): Promise<void> => {
    await signJournal(db.source, await openSealBook(folder), AT);
  };
  const verify = async () => verifyJournal(db.source, await readSealBook(folder));
  const found = async (): Promise<string> => (await verify()).broken.join('\n');

  /** Makes a chain anew from what its rows hold now: every link, and its head. */
  async function rewrite(stream: string): Promise<void> {
    const chain = await rows<Linked>(
      db.source,
      `SELECT version, seq, xid::text AS xid, stream, number, at, account_id AS "accountId", event, clause, facts, actor
       FROM journal WHERE stream = $1 ORDER BY number`,
      [stream],
    );
    let before: Buffer = GENESIS;
    for (const [nth, entry] of chain.entries()) {
      const number = nth + 1;
      before = linkOf(before, { ...entry, number }) ?? GENESIS;
      await tamper(
        `UPDATE journal SET number = ${number}, hash = '\\x${before.toString('hex')}' WHERE seq = ${entry.seq}`,
      );
    }
    await tamper(
      `UPDATE journal_head SET number = ${chain.length}, hash = '\\x${before.toString('hex')}' WHERE stream = '${stream}'`,
    );
  }

  beforeEach(async () => {
    db = await testDatabase({ max: 1 });
    folder = await mkdtemp(join(tmpdir(), 'curbstop-seals-'));
    for (let nth = 1; nth <= 3; nth += 1) await tell(7, nth);
    await tell(8, 4);
    await sealJournal(db.source, '2026-03-16' as Day, AT, true);
    await sign();
  });
  afterEach(async () => {
    await db.close();
    await rm(folder, { recursive: true });
  });

  it('leaves the journal whole as long as nothing is touched, and it is said what nobody has signed for', async () => {
    expect(await verify()).toEqual({ rows: 5, streams: 3, broken: [], sealed: { count: 1, at: AT, unsealed: 0 } });
    await tell(8, 5);
    expect((await verify()).sealed).toMatchObject({ count: 1, unsealed: 1 });
    await sign();
    expect((await verify()).sealed).toMatchObject({ count: 2, unsealed: 0 });
  });

  it.each(['account_id = 8', 'account_id = NULL', "actor = '{}'", "facts = '{}'", "event = 'service.on'"])(
    'is found out when a column is changed: %s',
    async (change) => {
      await tamper(`UPDATE journal SET ${change} WHERE stream = 'account/7' AND number = 2`);
      expect(await found()).toContain('account/7 row 2: its content does not fit its link.');
    },
  );

  it('is found out when a row is given another place among all rows', async () => {
    await tamper(
      'ALTER TABLE journal ALTER COLUMN seq DROP IDENTITY; UPDATE journal SET seq = seq + 1000 WHERE seq = 2',
    );
    expect(await found()).toContain('account/7 row 2: its content does not fit its link.');
  });

  it.each(["xid = '9'", "at = at + interval '1 hour'", "clause = 'C.1'", 'version = 1', 'version = 99'])(
    'is found out when a column is changed: %s (of the last row, which no row follows)',
    async (change) => {
      await tamper(`UPDATE journal SET ${change} WHERE stream = 'account/7' AND number = 3`);
      expect(await found()).toContain('account/7 row 3: its content does not fit its link.');
    },
  );

  it('is found out when the newest rows are cut and the head is set back', async () => {
    await tamper(`DELETE FROM journal WHERE stream = 'account/7' AND number = 3`);
    await rewrite('account/7');
    expect(await found()).toMatch(/account\/7: it ends at row 2, and row 3, sealed on .*, is missing/);
    await expect(sign()).rejects.toThrow('account/7');
  });

  it('is found out when a whole chain is taken out with its head', async () => {
    await tamper(`DELETE FROM journal WHERE stream = 'account/8'; DELETE FROM journal_head WHERE stream = 'account/8'`);
    expect(await found()).toMatch(/account\/8: the whole chain, sealed on .*, is missing/);
    await expect(sign()).rejects.toThrow('account/8');
  });

  it('is found out when a chain is written anew, link by link, with a fact changed', async () => {
    await tamper(`UPDATE journal SET facts = '{"orderId": 9}' WHERE stream = 'account/7' AND number = 1`);
    await rewrite('account/7');
    expect(await found()).toMatch(/account\/7 row 3: it is not what sealed on/);
    await tell(7, 5);
    await sign();
    expect(await found()).toMatch(/account\/7 row 3: it is not what sealed on/);
  });

  it('is found out when a row is moved to another account and both chains are written anew', async () => {
    await tamper(
      `UPDATE journal SET stream = 'account/8', account_id = 8, number = 2 WHERE stream = 'account/7' AND number = 3`,
    );
    await rewrite('account/7');
    await rewrite('account/8');
    expect(await found()).toMatch(/account\/7: it ends at row 2, and row 3/);
  });

  it('is found out when the seals that the database keeps are forged, taken out or added', async () => {
    await tamper(`UPDATE journal_seal SET digest = sha256('x')`);
    expect(await found()).toMatch(/The seal of 2026-03-16 is not the one that the journal tells of/);
    expect(await found()).toMatch(/The seal of 2026-03-16 is not the one that was signed/);
    await tamper('DELETE FROM journal_seal');
    expect(await found()).toMatch(/The seal of 2026-03-16 is not the one/);
    await tamper(
      `INSERT INTO journal_seal (day, sealed_at, streams, digest) VALUES ('2026-03-15', now(), 1, sha256('x'))`,
    );
    expect(await found()).toContain('The seal of 2026-03-15: the journal does not tell of it.');
  });

  it('cannot sign: a seal that was changed, made up or cut out does not fit', async () => {
    const book = join(folder, 'journal-seals.txt');
    const text = await readFile(book, 'utf8');
    await writeFile(book, text.replace('"rows":5', '"rows":6'));
    expect(await found()).toContain('Seal 1: its signature does not fit.');
    await expect(openSealBook(folder)).rejects.toThrow('does not fit');
    await writeFile(book, text);
    await tell(8, 5);
    await sign();
    const both = (await readFile(book, 'utf8')).split('\n');
    await writeFile(book, `${both[1]}\n`);
    expect(await found()).toContain('Seal 2: it does not follow the seal before it.');
    await rm(book);
    expect(await found()).toContain('The journal says that its seals are signed');
  });

  it('leaves a book that power was cut from readable, and the next seal goes on', async () => {
    await appendFile(join(folder, 'journal-seals.txt'), '{"number":2,"at":17');
    await tell(8, 5);
    await sign();
    expect(await verify()).toMatchObject({ broken: [], sealed: { count: 2, unsealed: 0 } });
  });

  it('finds rows of the first version verified as they were written, and their account held against their chain', async () => {
    const old = {
      version: 1,
      seq: 900,
      xid: '5',
      stream: 'account/9',
      number: 1,
      at: AT,
      accountId: 9,
      event: 'service.off',
      clause: 'E.1',
      facts: { orderId: 1 },
      actor: CLERK,
    };
    const hash = linkOf(GENESIS, old)?.toString('hex') ?? '';
    await tamper(`
      INSERT INTO journal (seq, xid, version, stream, number, at, account_id, event, clause, facts, actor, hash)
        OVERRIDING SYSTEM VALUE VALUES (900, '5', 1, 'account/9', 1, '2026-03-17T00:00:00Z', 9, 'service.off', 'E.1',
        '{"orderId": 1}', '${JSON.stringify(CLERK)}', '\\x${hash}');
      INSERT INTO journal_head VALUES ('account/9', 1, '\\x${hash}')`);
    expect((await verify()).broken).toEqual([]);
    await tamper(`UPDATE journal SET account_id = 7 WHERE stream = 'account/9'`);
    expect(await found()).toContain('account/9 row 1: it is not of the account that its chain belongs to.');
  });
});
