import type { Standing } from '@curbstop/contracts';
import { standing } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import {
  addDays,
  billToExtend,
  dayOf,
  isRevoked,
  lastExtensionDay,
  lowIncomeThrough,
  mayExtend,
  mayReconnect,
  mayRevoke,
  mayWaive,
} from '@curbstop/policy';
import { loadAccounts } from '../facts/account-facts.ts';
import { NotFound } from '../db/errors.ts';
import type { Reader } from '../db/tx.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';

/** What an account could ask for now, of waivers, extensions and the water back; nothing is written. */
export async function standingOf(db: Reader, accountId: number, now: Instant): Promise<Standing> {
  const [account] = await loadAccounts(db, [accountId], now, { lock: false });
  if (!account) throw new NotFound('There is no such account.');
  const { facts } = account;
  const policy = policyAt(account.profile, now);
  const bill = billToExtend(facts);
  const extensionTo = bill === null ? null : lastExtensionDay(bill, policy);
  const until = extensionTo ?? addDays(dayOf(now, policy.timeZone), 1);
  const { household } = facts;
  return standing.parse({
    household: household && { ...household, lowIncomeThrough: lowIncomeThrough(household, policy) },
    revoked: isRevoked(facts),
    extensionTo,
    requests: {
      'request-waiver courtesy': mayWaive('courtesy', facts, policy, now),
      'request-waiver low-income': mayWaive('low-income', facts, policy, now),
      'request-extension': mayExtend(facts, policy, now, { until, written: true }),
      'revoke-extensions': mayRevoke(facts),
      'request-reconnection': mayReconnect(facts, policy, now, false),
      'request-reconnection after-hours': mayReconnect(facts, policy, now, true),
    },
  });
}
