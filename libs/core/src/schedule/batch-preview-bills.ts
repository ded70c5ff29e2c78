import type { Day, Instant } from '@curbstop/policy';
import { NO_CENTS, addDays, startOfDay, usageWords } from '@curbstop/policy';
import { billCandidates } from '../records/bills/accounts-to-bill.ts';
import type { AccountToBill } from '../records/bills/accounts-to-bill.ts';
import { priceBill } from '../actions/billing/issue-bills.ts';
import { tariffsOn } from '../records/bills/tariffs.ts';
import type { Reader } from '../db/tx.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { scheduledRuns } from './bill-calendar.ts';
import { readMondayOf } from '../records/bills/read-week.ts';
import type { PreviewRow } from './preview-line.ts';

const CHUNK = 500;

function whyNot(account: AccountToBill): string {
  if (account.endLitres === null) return 'The meter was not heard; a crew reads it, and it is billed then.';
  if (account.endLitres + account.endShift < account.startLitres + account.startShift)
    return 'The register stands lower than on the last bill; a person looks at it.';
  return 'There is no full day since the last bill.';
}

/** B.1: the bills of a day's runs as they would be made from the reads that are there, and who would get none. */
export async function previewBillRun(
  db: Reader,
  profile: string,
  day: Day,
  now: Instant,
): Promise<{ readonly would: PreviewRow[]; readonly leftOut: PreviewRow[] }> {
  const policy = policyAt(profile, now);
  const { timeZone, screenUnits } = policy;
  const tariffs = await tariffsOn(db, profile, day);
  const would: PreviewRow[] = [];
  const leftOut: PreviewRow[] = [];
  for (const { group } of scheduledRuns(profile, day, day, now)) {
    const monday = readMondayOf(group, day, profile, now);
    const window = { from: startOfDay(monday, timeZone), to: startOfDay(addDays(monday, 7), timeZone), until: now };
    let after = 0;
    for (;;) {
      const found = await billCandidates(db, group, day, window, { afterId: after, limit: CHUNK });
      for (const account of found) {
        const bill = priceBill(account, tariffs, policy);
        const line = { accountId: account.accountId, clause: 'B.1' as const };
        if (bill === null) leftOut.push({ ...line, amount: NO_CENTS, says: whyNot(account) });
        else
          would.push({
            ...line,
            amount: bill.amount.total,
            says: `Bill for ${usageWords(bill.units, screenUnits.usage)}, route ${group}.`,
          });
      }
      const last = found.at(-1);
      if (!last) break;
      after = last.accountId;
    }
  }
  return { would, leftOut };
}
