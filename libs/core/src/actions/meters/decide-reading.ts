import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { billLeftOut } from '../on-order-closed/late-read.ts';
import { takeAcceptedRead } from '../stop-service/final-read.ts';
import { Invalid, NotFound, Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { isOwn, meanwhile } from '../../records/requests/meanwhile.ts';
import { cityProfile } from '../../records/policy-versions/city.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { metersOf } from '../../records/reads/meter-context.ts';
import { accountOfMeter, correctionTasks, endDoubtTask } from '../../records/reads/doubt-tasks.ts';
import {
  markRead,
  nearestValid,
  readsWhere,
  renewTail,
  shiftRegister,
  toldRegister,
} from '../../records/reads/tail.ts';
import type { KeptRead } from '../../records/reads/tail.ts';
import { weighDoubts } from '../../records/reads/confirm-doubted.ts';

/** What a person makes of a reading: it stands, it is void, or it stands and the register began again with it. */
export const READING_ACTIONS = ['accept', 'void', 'began-again'] as const;
export type ReadingAction = (typeof READING_ACTIONS)[number];

export interface ReadDecision {
  /** An account at the place of the meter; null for whichever the meter's water is billed to, if any. */
  readonly accountId: number | null;
  readonly meterId: number;
  readonly at: Instant;
  readonly deed: ReadingAction;
  readonly reason: string;
  /** The version that was seen. */
  readonly version: number;
}

const BECAME: Readonly<Record<string, string>> = { valid: 'accepted', void: 'voided', suspect: 'put in doubt' };

async function checkPlace(tx: Tx, accountId: number, meterId: number): Promise<void> {
  const here = await row(
    tx,
    `SELECT 1 FROM account a JOIN meter_installation i ON i.service_point_id = a.service_point_id
     WHERE a.id = $1 AND i.meter_id = $2`,
    [accountId, meterId],
  );
  if (here === null) throw new NotFound('This meter is not at the place of this account.');
}

/** The reading as it was seen; null where the same person has decided just so already. */
async function readToDecide(change: Change, asked: ReadDecision): Promise<KeptRead | null> {
  const { tx, actor, now } = change;
  const { meterId, at } = asked;
  await tx.query('SELECT 1 FROM read_tail WHERE meter_id = $1 FOR UPDATE', [meterId]);
  const [read] = await readsWhere(tx, 'r.meter_id = $1 AND r.read_at = $2', [meterId, sqlInstant(at)]);
  if (!read) throw new NotFound('There is no reading of that moment.');
  if (read.version !== asked.version) {
    const last = await row<{ by: Actor; at: Instant; becomes: string; reason: string }>(
      tx,
      `SELECT decided_by AS by, decided_at AS at, becomes, reason FROM read_decision WHERE meter_id = $1 AND read_at = $2
       ORDER BY id DESC LIMIT 1`,
      [meterId, sqlInstant(at)],
    );
    const { by = null, at: when = null, reason = null } = last ?? {};
    const became = BECAME[last?.becomes ?? ''] ?? 'changed';
    const done = { by, at: when, became, reason, version: read.version };
    if (last?.becomes === (asked.deed === 'void' ? 'void' : 'valid') && isOwn(done, actor, asked)) return null;
    throw await meanwhile(tx, `The reading ${toldRegister(read)}`, done, now);
  }
  return read;
}

/** An accepted reading must not stand below one before it: one of the two is void, or the register began again. */
async function acceptRead(change: Change, read: KeptRead, asked: ReadDecision): Promise<void> {
  const { tx } = change;
  const before = await nearestValid(tx, read.meterId, read.at, 'before');
  const after = await nearestValid(tx, read.meterId, read.at, 'after');
  const shown = (each: KeptRead): number => each.litres + each.shift;
  const fellBack = before !== null && shown(read) < shown(before);
  if (asked.deed === 'began-again') {
    if (before === null || !fellBack)
      throw new Refused('The register stands no lower than before, so it did not begin again.', ['B.1']);
    if (after !== null)
      throw new Refused(
        `The register went on from ${before.register} to ${after.register} later. Void what is wrong first.`,
        ['B.1'],
      );
    await shiftRegister(change, { meterId: read.meterId, at: read.at, shift: shown(before), why: 'began-again' });
  } else if (fellBack)
    throw new Refused(
      `The reading before it is ${before.register}. Void that one first, or say that the register began again.`,
      ['B.1'],
    );
  else if (after !== null && shown(read) > shown(after))
    throw new Refused(`The reading after it is ${after.register}. Void that one first.`, ['B.1']);
  await markRead(change, read, 'valid', asked.reason);
}

/** What waited for a good reading goes on: the end of the account, or the bill that the run left out. */
async function goOn(change: Change, account: AccountSnapshot, read: KeptRead, becomes: string): Promise<void> {
  const { tx } = change;
  const [kept] = await readsWhere(tx, 'r.meter_id = $1 AND r.read_at = $2', [read.meterId, sqlInstant(read.at)]);
  const shift = kept?.shift ?? read.shift;
  const final = { litres: read.litres, shift, at: read.at, register: toldRegister(read) };
  if (becomes === 'valid' && (await takeAcceptedRead(change, account, final))) return;
  if (account.facts.open) await billLeftOut(change, account.accountId);
}

/**
 * A person accepts a reading or voids it, with the reason. Nothing that the meter sent is changed; what the reading counts for is.
 * What waited for it goes on, what later readings say is weighed again, and a bill that ended at it is a task of its own.
 */
export async function decideReading(
  source: DataSource,
  asked: ReadDecision,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const reason = asked.reason.trim();
  if (reason === '') throw new Invalid('reason', 'Say why, so that it can be read to a customer.');
  const accountId = asked.accountId ?? (await accountOfMeter(source, asked.meterId));
  const accountIds = accountId === null ? [] : [accountId];
  await changeAccounts(source, { accountIds, actor, now }, async (change) => {
    const { tx } = change;
    // A meter where nobody was ever billed sends readings too.
    const account = accountId === null ? null : await lockAccountSnapshot(tx, accountId, now);
    if (asked.accountId !== null) await checkPlace(tx, asked.accountId, asked.meterId);
    const policy = policyAt(account?.profile ?? (await cityProfile(tx)), now);
    const read = await readToDecide(change, { ...asked, reason });
    if (read === null) return;
    const meter = (await metersOf(tx, 'meter', [read.meterId], policy.timeZone)).get(read.meterId);
    if (!meter) throw new Error(`There is no meter ${read.meterId}.`);
    const stream = accountId === null ? `device/${meter.device ?? meter.serial}` : null;
    await decideIn(change, { accountId, stream }, read, { ...asked, reason });
    await append(tx, await weighDoubts(tx, meter, { policy, accountId, actor }, now));
    await append(tx, await endDoubtTask(change, read.meterId, reason));
    if (account === null) return;
    await goOn(change, account, read, asked.deed === 'void' ? 'void' : 'valid');
  });
}

/** Writes a decision and its journal row, and finds the meter's latest reading anew. The account and the meter are locked. */
export async function decideIn(
  change: Change,
  { accountId, stream = null }: { readonly accountId: number | null; readonly stream?: string | null },
  read: KeptRead,
  asked: ReadDecision,
): Promise<void> {
  const { tx, actor, now } = change;
  const becomes = asked.deed === 'void' ? ('void' as const) : ('valid' as const);
  if (read.quality === becomes && asked.deed !== 'began-again')
    throw new Refused(becomes === 'void' ? 'This reading is void already.' : 'This reading stands already.', ['B.1']);
  if (becomes === 'void') await markRead(change, read, 'void', asked.reason);
  else await acceptRead(change, read, asked);
  const facts = {
    meterId: read.meterId,
    readAt: read.at,
    register: toldRegister(read),
    becomes,
    message: asked.reason,
  };
  await append(tx, [
    {
      event: 'read.decided',
      facts,
      at: now,
      actor,
      clause: 'B.1',
      accountId,
      ...(stream === null ? {} : { stream }),
    },
    ...(becomes === 'void' ? await correctionTasks(change, read) : []),
  ]);
  await renewTail(tx, read.meterId, now);
}
