import type { Cents, ClauseId, Day, Instant, NoticeKind } from '@curbstop/policy';
import type { Change } from '../../db/change.ts';
import { rows } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import type { JournalEntry } from '../../journal/append.ts';

export interface NewNotice {
  readonly accountId: number;
  readonly kind: NoticeKind;
  readonly clause: ClauseId;
  readonly billIds: readonly number[];
  readonly languages: readonly string[];
  readonly amount: Cents | null;
  readonly payBy: Instant | null;
  /** The day it goes into the post, or is left at the door. */
  readonly mailedOn: Day;
  readonly actKey: string | null;
  /** When it was left at the door; left out for mail. */
  readonly leftAt?: Instant | null;
  /** What it says, as facts, for whoever prints it in each language. */
  readonly contents?: unknown;
}

/**
 * Records notices with the addresses they go to: the customer where letters go, and the service
 * address; to the Occupant there when the two differ (E.2.a, HSC 116908); and whoever else the customer named (silent
 * point 3). Returns their journal rows.
 */
export async function mailNotices(change: Change, notices: readonly NewNotice[]): Promise<JournalEntry[]> {
  const { tx, actor, now } = change;
  if (notices.length === 0) return [];
  const made = await rows<{ id: number; nth: number }>(
    tx,
    `WITH it AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS it (nth int, account_id int, kind text, clause text,
         bill_ids jsonb, languages jsonb, amount bigint, pay_by timestamptz, mailed_on date, act_key text, left_at timestamptz, contents jsonb)
     ), made AS (
       INSERT INTO notice (account_id, kind, clause, bill_ids, languages, addressed_to, amount, pay_by, mailed_on, made_at, act_key, left_at, contents)
       SELECT it.account_id, it.kind, it.clause, ARRAY(SELECT jsonb_array_elements_text(it.bill_ids)::int),
         ARRAY(SELECT jsonb_array_elements_text(it.languages)),
         CASE WHEN c.mailing_address IN ('', p.address)
           THEN jsonb_build_array(jsonb_build_object('name', c.name, 'address', p.address))
           ELSE jsonb_build_array(jsonb_build_object('name', c.name, 'address', c.mailing_address),
             jsonb_build_object('name', 'Occupant', 'address', p.address)) END
         || CASE WHEN t.account_id IS NULL THEN '[]'::jsonb
           ELSE jsonb_build_array(jsonb_build_object('name', t.name, 'address', t.address)) END,
         it.amount, it.pay_by, it.mailed_on, $2, it.act_key, it.left_at, it.contents
       FROM it JOIN account a ON a.id = it.account_id JOIN customer c ON c.id = a.customer_id
       JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
       LEFT JOIN third_party t ON t.account_id = a.id
       ORDER BY it.nth
       RETURNING id
     ) SELECT id, row_number() OVER (ORDER BY id)::int - 1 AS nth FROM made`,
    [
      JSON.stringify(
        notices.map((notice, nth) => ({
          nth,
          account_id: notice.accountId,
          kind: notice.kind,
          clause: notice.clause,
          bill_ids: notice.billIds,
          languages: notice.languages,
          amount: notice.amount,
          pay_by: sqlInstant(notice.payBy),
          mailed_on: notice.mailedOn,
          act_key: notice.actKey,
          left_at: sqlInstant(notice.leftAt ?? null),
          contents: notice.contents ?? null,
        })),
      ),
      sqlInstant(now),
    ],
  );
  return notices.map((notice, nth): JournalEntry => {
    const id = made.find((each) => each.nth === nth)?.id;
    if (id === undefined) throw new Error(`Notice ${nth} of ${notices.length} was not made.`);
    return {
      event: 'notice.mailed',
      facts: {
        noticeId: id,
        billId: notice.billIds[0] ?? null,
        kind: notice.kind,
        languages: notice.languages,
        amount: notice.amount,
        payBy: notice.payBy,
      },
      at: now,
      actor,
      clause: notice.clause,
      accountId: notice.accountId,
    };
  });
}
