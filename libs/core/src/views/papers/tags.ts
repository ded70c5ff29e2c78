import type { FinalHangerPaper, RestorePaper, ReturnedTagPaper, SignUpTagPaper, TagPaper } from '@curbstop/contracts';
import {
  addCents,
  amountsToPay,
  lowIncomeCap,
  minCents,
  reconnectionFee,
  residueOf,
  restoreInformation,
  returnsOwed,
  subtractCents,
} from '@curbstop/policy';
import type { Cents, ReconnectionFeeKind } from '@curbstop/policy';
import { Refused } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import { holdOf } from '../../records/holds/arrangement-hold.ts';
import { headOf, orderFor } from './head.ts';
import type { PaperSource } from './head.ts';

/** I.7: what is owed of the bills that the broken arrangement was for. */
export async function finalHangerPaper(source: PaperSource): Promise<FinalHangerPaper> {
  const { db, account, policy } = source;
  const broken = await row<{ id: number }>(
    db,
    "SELECT id FROM arrangement WHERE account_id = $1 AND state = 'defaulted' ORDER BY id DESC LIMIT 1",
    [account.accountId],
  );
  if (!broken) throw new Refused('No arrangement of this account is broken.', ['I.7']);
  const { billIds } = await holdOf(db, broken.id);
  const owed = account.facts.bills.filter((bill) => billIds.includes(bill.billId)).map(residueOf);
  return {
    ...headOf(source, { clause: 'I.7', mailed: false }),
    kind: 'door-hanger-final',
    amount: addCents(...owed),
    defaultDays: policy.arrangement.defaultDays,
    businessDays: policy.arrangement.finalHangerBusinessDays,
    order: await orderFor(source, 'door-hanger-final'),
  };
}

/** Reading 11: the tag before a turn-off, with what keeps the water on. */
export async function tagPaper(source: PaperSource): Promise<TagPaper> {
  const { account, policy, now } = source;
  const { keepOn } = amountsToPay(account.facts, policy, now);
  if (keepOn === null) throw new Refused('Nothing unpaid threatens the water.', ['E.2.a']);
  return {
    ...headOf(source, { clause: 'E.2.a', mailed: false }),
    kind: 'door-tag',
    hours: policy.postingHours,
    amount: keepOn.amount,
    order: await orderFor(source, 'door-tag'),
  };
}

/** A.3.a. */
export async function signUpTagPaper(source: PaperSource): Promise<SignUpTagPaper> {
  return {
    ...headOf(source, { clause: 'A.3.a', mailed: false }),
    kind: 'blue-tag-signup',
    deposit: source.policy.fees.deposit.amount,
    order: await orderFor(source, 'blue-tag-signup'),
  };
}

/** K.2, K.3: the payment that came back and its fee, as far as they are owed. */
export async function returnedTagPaper(source: PaperSource): Promise<ReturnedTagPaper> {
  const { account, policy, now } = source;
  const { clearReturn } = amountsToPay(account.facts, policy, now);
  if (clearReturn === null) throw new Refused('No returned payment is owed.', ['K.2']);
  const open = account.facts.returns.filter((each) => returnsOwed([each]) > 0);
  const fees = new Set(
    account.facts.fees.filter(({ kind }) => kind === 'nsf-fee').map(({ entryId }) => `fee/${entryId}`),
  );
  const fee = addCents(
    ...open.flatMap(({ parts }) => parts.filter(({ chargeId }) => fees.has(chargeId)).map(({ owed }) => owed)),
  );
  return {
    ...headOf(source, { clause: clearReturn.clause, mailed: false }),
    kind: 'blue-tag-nsf',
    returned: subtractCents(clearReturn.amount, fee),
    fee,
    total: clearReturn.amount,
    payBy: clearReturn.by,
    order: await orderFor(source, 'blue-tag-nsf'),
  };
}

/** E.4. */
export function restorePaper(source: PaperSource): RestorePaper {
  const { account, policy, now } = source;
  if (account.facts.service === 'on') throw new Refused('The water is on.', ['E.4']);
  const capped = (kind: ReconnectionFeeKind): Cents =>
    minCents(reconnectionFee(kind, policy).amount, lowIncomeCap(kind, policy));
  return {
    ...headOf(source, { clause: 'E.4', mailed: false }),
    kind: 'restore',
    restore: restoreInformation(account.facts, policy, now),
    lowIncome: { day: capped('reconnection-fee'), afterHours: capped('after-hours-reconnection-fee') },
    payBackBy: policy.fBackPayBy,
  };
}
