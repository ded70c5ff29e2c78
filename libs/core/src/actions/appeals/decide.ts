import type { Actor, Role } from '@curbstop/contracts';
import type { AppealFacts, AppealOutcome, Cents, Instant } from '@curbstop/policy';
import {
  cents,
  dayOf,
  decidesFurther,
  formatDollars,
  furtherAppealBy,
  mayDecideAppeal,
  openAppeal,
  momentIn,
  upheldDue,
} from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { Invalid, Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { endHoldAt, liftHolds, placeHold } from '../../records/holds/holds.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { onceFor } from '../../records/requests/idempotency.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { appealAnswered, appealsMeant, closeAppealTasks, keptAppeal, mailDecision } from './appeal.ts';
import type { AppealAnswered } from './appeal.ts';
import { denyAppeal } from './deny.ts';
import { findAppealedItem } from '../../records/appeals/appealable-items.ts';
import { applyRemedy } from './remedies.ts';
import type { Remedy } from '../../records/appeals/remedy.ts';
import { Appeal } from '../../records/appeals/appeal.entity.ts';

/** H.3.b: who hears an appeal first. */
export const HEARS: readonly Role[] = ['appeal-officer', 'asst-director-finance'];

export interface Decision {
  readonly accountId: number;
  /** Null: the one that is open at the level. */
  readonly appealId: number | null;
  readonly level: 1 | 2;
  /** What is found of the charges. */
  readonly outcome: AppealOutcome;
  /** What would have been right; null where a charge falls whole. Not asked when the charges are correct. */
  readonly corrected: Cents | null;
  /** H.3.c: the letter is written, and goes out with the decision. */
  readonly letter: boolean;
  /** H.7: the city's choice for what was paid too much. */
  readonly remedy: Remedy;
  readonly reason: string;
  /** The same key again is the same request; left out by whoever cannot ask twice. */
  readonly idempotencyKey?: string;
}

function mayBeBy(actor: Actor, level: 1 | 2): void {
  if (level === 1) {
    mustBe(actor, HEARS, 'H.3.b', 'The Appeal Officer decides an appeal.');
    return;
  }
  if (actor.kind === 'staff' && decidesFurther(actor.role)) return;
  throw new Refused(
    'The City Manager, the Public Works Director or the Administrative Services Director decides the second level.',
    ['H.4.a', 'Z.3'],
  );
}

/** H.6, H.4.a: the charges stand. They are due in two business days, and level 1 may still be taken further. */
async function uphold(change: Change, account: AccountSnapshot, appeal: AppealFacts): Promise<string> {
  const { tx, now } = change;
  const { accountId } = account;
  const { appealId, level } = appeal;
  const policy = policyAt(account.profile, now);
  const today = dayOf(now, policy.timeZone);
  const { holdId } = await keptAppeal(tx, appealId);
  const due = upheldDue(today, policy);
  const dueSays = momentIn(due, now, policy.timeZone);
  const reason = `An appeal was lost. The charges are due ${dueSays}.`;
  if (level === 1) await endHoldAt(change, holdId, furtherAppealBy(today, policy));
  else await liftHolds(change, { accountId, kind: 'appeal', holdId });
  const hold = { accountId, kind: 'appeal' as const, clause: 'H.6' as const, reason, until: due, billIds: null };
  const upheldHoldId = await placeHold(change, hold);
  await tx.update(Appeal, appealId, {
    state: level === 1 ? 'decided' : 'final',
    windowEndsAt: level === 1 ? furtherAppealBy(today, policy) : appeal.windowEndsAt,
    upheldHoldId,
  });
  if (level === 2) {
    await denyAppeal(change, account, { appealId, decidedAt: now });
    return `The charges are right, and that is final. They are due ${dueSays}.`;
  }
  const further = momentIn(furtherAppealBy(today, policy), now, policy.timeZone);
  return `The charges are right. They are due ${dueSays}. The decision may be appealed until ${further}.`;
}

/** H.5, H.7: the charges were wrong, and are put right. */
async function overturn(
  change: Change,
  account: AccountSnapshot,
  appeal: AppealFacts,
  input: Decision,
): Promise<string> {
  const { tx } = change;
  const { accountId } = account;
  const matter = await findAppealedItem(tx, accountId, appeal);
  if (matter === null) throw new Error(`The appeal ${appeal.appealId} is about nothing.`);
  const corrected = input.corrected ?? cents(0);
  if (input.corrected === null && matter.kind === 'bill')
    throw new Invalid('corrected', 'Say what the bill should have been.');
  if (corrected > matter.amount || corrected < 0)
    throw new Invalid('corrected', `From $0.00 to ${formatDollars(matter.amount)}: an appeal makes nothing dearer.`);
  const { holdId } = await keptAppeal(tx, appeal.appealId);
  await liftHolds(change, { accountId, kind: 'appeal', holdId });
  const { correctedBillId, says } = await applyRemedy(change, account, matter, { corrected, remedy: input.remedy });
  await tx.query("UPDATE appeal SET state = 'final', remedy = $2, corrected_bill_id = $3 WHERE id = $1", [
    appeal.appealId,
    input.remedy,
    correctedBillId,
  ]);
  return says;
}

/** H.3.c to H.7: an appeal is decided, with its letter. */
export async function decideAppeal(
  source: DataSource,
  input: Decision,
  actor: Actor,
  now: Instant,
): Promise<AppealAnswered> {
  const { accountId, level, outcome, letter } = input;
  const request = level === 1 ? 'decide-appeal' : 'decide-further-appeal';
  const asked = { request, accountIds: [accountId], actor, now, ...onceFor(input.idempotencyKey, appealAnswered) };
  return changeAccounts(source, asked, async (change) => {
    const { tx, accept } = change;
    mayBeBy(actor, level);
    const account = await lockAccountSnapshot(tx, accountId, now);
    const meant = appealsMeant(account, input.appealId);
    const answer = mayDecideAppeal(meant, level, letter);
    const appeal = openAppeal(meant, level);
    if (!answer.granted || appeal === null) throw new Refused(answer.says, answer.clauses);
    const clause = level === 1 ? 'H.3.c' : 'H.4.a';
    await accept(clause, answer.says);
    const { appealId } = appeal;
    await tx.update(Appeal, appealId, { outcome, decidedAt: now, decidedBy: actor, reason: input.reason });
    const says =
      outcome === 'correct' ? await uphold(change, account, appeal) : await overturn(change, account, appeal, input);
    await mailDecision(change, account, appeal, clause);
    await closeAppealTasks(change, { accountId, appealId, outcome });
    return { appealId, says };
  });
}
