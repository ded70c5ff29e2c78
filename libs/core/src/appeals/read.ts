import type { Appeals } from '@curbstop/contracts';
import type { AppealFacts, AppealOutcome, AppealTopic, Grant, Instant } from '@curbstop/policy';
import { appealBy, mayDecideAppeal, mayDecline, mayFileAppeal, mayFileFurther } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { loadCases } from '../accounts/facts.ts';
import { NotFound } from '../db/errors.ts';
import { rows } from '../db/tx.ts';
import { termsAt } from '../policy/terms.ts';
import { findMatter, recentMatters } from './matter.ts';

interface Row extends AppealFacts {
  topic: AppealTopic;
  says: string;
  lateReason: string | null;
  outcome: AppealOutcome | 'not-heard' | null;
  reason: string | null;
  correctedBillId: number | null;
}

const told = ({ granted, clauses, says }: Grant) => ({ granted, clauses: [...clauses], says });

/** H: the appeals of an account, and what each form would be answered now. */
export async function appealsOf(source: DataSource, accountId: number, now: Instant): Promise<Appeals> {
  const [it] = await loadCases(source, [accountId], now, { lock: false });
  if (!it) throw new NotFound('There is no such account.');
  const terms = termsAt(it.profile, now);
  const db = source.manager;
  const kept = await rows<Row>(
    db,
    `SELECT id AS "appealId", bill_id AS "billId", entry_id AS "entryId", topic, says, late_reason AS "lateReason",
       over_limit AS "overLimit", level, state, filed_at AS "filedAt", outcome, reason, decided_at AS "decidedAt",
       window_ends_at AS "windowEndsAt", corrected_bill_id AS "correctedBillId"
     FROM appeal WHERE account_id = $1 ORDER BY id DESC`,
    [accountId],
  );
  const appeals: Appeals['appeals'] = [];
  for (const appeal of kept) {
    const matter = await findMatter(db, accountId, appeal);
    const alone = { appeals: [appeal] };
    appeals.push({
      ...appeal,
      about: matter?.says ?? '',
      requests: {
        'decide-appeal': told(mayDecideAppeal(alone, 1, true)),
        'file-further-appeal': told(mayFileFurther(alone, terms, now, true)),
        'decide-further-appeal': told(mayDecideAppeal(alone, 2, true)),
        'decline-appeal': told(mayDecline(alone)),
      },
    });
  }
  const matters = (await recentMatters(db, accountId)).map((matter) => ({
    about: matter.says,
    billId: matter.billId,
    entryId: matter.entryId,
    dated: matter.dated,
    amount: matter.amount,
    paid: matter.paid,
    until: appealBy(matter, terms),
    'file-appeal': told(mayFileAppeal({ appeals: kept }, terms, now, { matter, written: true, lateReason: null })),
  }));
  return { appeals, matters };
}
