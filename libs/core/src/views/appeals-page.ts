import type { Appeals } from '@curbstop/contracts';
import type { AppealFacts, AppealOutcome, AppealTopic, Day, PolicyDecision, Instant } from '@curbstop/policy';
import { appealBy, mayDecideAppeal, mayDecline, mayFileAppeal, mayFileFurther } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { loadAccounts } from '../facts/account-facts.ts';
import { NotFound } from '../db/errors.ts';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { letterLevel } from '../records/appeals/decision-letter.ts';
import { findAppealedItem, appealableItems, describeAppealedItem } from '../records/appeals/appealable-items.ts';
import type { Remedy } from '../records/appeals/remedy.ts';

interface Row extends AppealFacts {
  topic: AppealTopic;
  says: string;
  lateReason: string | null;
  outcome: AppealOutcome | 'not-heard' | null;
  reason: string | null;
  correctedBillId: number | null;
  decidedBy: string | null;
  remedy: Remedy | null;
}

const told = ({ granted, clauses, says }: PolicyDecision) => ({ granted, clauses: [...clauses], says });

interface Letter {
  noticeId: number;
  actKey: string | null;
  mailedOn: Day;
}

/** H.3.c: the letters of the decisions of an account's appeals, by appeal. */
async function lettersOf(
  db: Reader,
  accountId: number,
): Promise<ReadonlyMap<number, Appeals['appeals'][number]['letters']>> {
  const sent = await rows<Letter>(
    db,
    `SELECT id AS "noticeId", act_key AS "actKey", mailed_on AS "mailedOn" FROM notice
     WHERE account_id = $1 AND kind = 'decision' AND mailed_on IS NOT NULL ORDER BY id`,
    [accountId],
  );
  const by = new Map<number, Appeals['appeals'][number]['letters']>();
  for (const { noticeId, actKey, mailedOn } of sent) {
    const of = letterLevel(actKey);
    if (of === null) continue;
    by.set(of.appealId, [...(by.get(of.appealId) ?? []), { noticeId, level: of.level, mailedOn }]);
  }
  return by;
}

/** H: the appeals of an account, and what each form would be answered now. */
export async function appealsOf(source: DataSource, accountId: number, now: Instant): Promise<Appeals> {
  const [account] = await loadAccounts(source, [accountId], now, { lock: false });
  if (!account) throw new NotFound('There is no such account.');
  const policy = policyAt(account.profile, now);
  const db = source.manager;
  const kept = await rows<Row>(
    db,
    `SELECT id AS "appealId", bill_id AS "billId", entry_id AS "entryId", topic, says, late_reason AS "lateReason",
       over_limit AS "overLimit", level, state, filed_at AS "filedAt", outcome, reason, decided_at AS "decidedAt",
       window_ends_at AS "windowEndsAt", corrected_bill_id AS "correctedBillId", decided_by->>'name' AS "decidedBy", remedy
     FROM appeal WHERE account_id = $1 ORDER BY id DESC`,
    [accountId],
  );
  const letters = await lettersOf(db, accountId);
  const appeals: Appeals['appeals'] = [];
  for (const appeal of kept) {
    const matter = await findAppealedItem(db, accountId, appeal);
    const alone = { appeals: [appeal] };
    appeals.push({
      ...appeal,
      about: matter?.says ?? '',
      letters: letters.get(appeal.appealId) ?? [],
      requests: {
        'decide-appeal': told(mayDecideAppeal(alone, 1, true)),
        'file-further-appeal': told(mayFileFurther(alone, policy, now, true)),
        'decide-further-appeal': told(mayDecideAppeal(alone, 2, true)),
        'decline-appeal': told(mayDecline(alone)),
      },
    });
  }
  const matters = (await appealableItems(db, accountId)).map((matter) => ({
    ...describeAppealedItem(matter),
    until: appealBy(matter, policy),
    'file-appeal': told(mayFileAppeal({ appeals: kept }, policy, now, { matter, written: true, lateReason: null })),
  }));
  return { appeals, matters };
}
