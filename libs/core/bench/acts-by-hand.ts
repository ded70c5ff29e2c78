import type { DataSource } from 'typeorm';

const NOW = "timestamptz '2026-03-16 17:00-07'";

/** A journal row for each row of `from`, chained to its stream's head, as the journal is: the hash of the link before and of the row. */
function journal(from: string): string {
  return `WITH it AS (${from}), head AS (
      INSERT INTO journal_head (stream, number, hash)
      SELECT 'account/' || account_id, 1, sha256(decode(repeat('00', 32), 'hex') || convert_to(facts::text, 'UTF8')) FROM it
      ON CONFLICT (stream) DO UPDATE SET number = journal_head.number + 1,
        hash = sha256(journal_head.hash || excluded.hash)
      RETURNING stream, number, hash)
    INSERT INTO journal (version, stream, number, at, account_id, event, clause, facts, actor, hash)
    SELECT 2, head.stream, head.number, ${NOW}, it.account_id, it.event, it.clause, it.facts,
      '{"kind":"system","part":"scheduler"}', head.hash
    FROM it JOIN head ON head.stream = 'account/' || it.account_id`;
}

const LANGUAGES = "ARRAY['en','es','zh','tl','vi','ko']";

/** The rows of the acts, written in one transaction by statements that know whose turn it is. Accounts up to `last43` are on day 43. */
export async function carryOutByHand(source: DataSource, last43: number): Promise<number> {
  const act = (name: string, clause: string, occurrence: string, which: string): string =>
    `INSERT INTO act (key, account_id, act, clause, bill_id, due_at, done_at, outcome)
     SELECT account_id || '/' || id || '/${clause}/${occurrence}', account_id, '${name}', '${clause}', id, ${NOW}, ${NOW}, 'done'
     FROM bill WHERE ${which}`;
  const notice = (kind: string, clause: string, amount: string): string =>
    `INSERT INTO notice (account_id, kind, clause, bill_ids, languages, addressed_to, amount, pay_by, mailed_on, made_at, act_key)
     SELECT b.account_id, '${kind}', '${clause}', ARRAY[b.id], ${LANGUAGES},
       jsonb_build_array(jsonb_build_object('name', c.name, 'address', p.address)), ${amount},
       timestamptz '2026-04-01 17:00-07', '2026-03-16', ${NOW}, b.account_id || '/' || b.id || '/${kind}'
     FROM bill b JOIN account a ON a.id = b.account_id JOIN customer c ON c.id = a.customer_id
     JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
     WHERE b.account_id <= ${last43}`;
  const early = `account_id <= ${last43}`;
  const late = `account_id > ${last43}`;
  await source.transaction(async (tx) => {
    // Whoever writes SQL by hand knows that every join here is large.
    await tx.query('SET LOCAL enable_nestloop = off');
    await tx.query('SELECT 1 FROM account WHERE next_act_at <= $1 ORDER BY id FOR UPDATE', [
      '2026-03-16T17:00:00-07:00',
    ]);
    await tx.query(act('penalty', 'C.1', '1', early));
    await tx.query(act('disconnection-notice', 'E.2.a', '1', early));
    await tx.query(act('list', 'E.1', '2026-03-16', late));
    await tx.query(
      `INSERT INTO ledger_entry (account_id, kind, amount, value_date, posted_at, clause, bill_id, act_key)
       SELECT account_id, 'penalty', 1235, '2026-03-15', ${NOW}, 'C.1', id, account_id || '/' || id || '/C.1/1'
       FROM bill WHERE ${early}`,
    );
    await tx.query(
      journal(
        `SELECT account_id, 'charge.posted' AS event, 'C.1' AS clause, jsonb_build_object('entryId', id, 'billId', bill_id,
           'kind', kind, 'amount', amount, 'valueDate', value_date) AS facts
         FROM ledger_entry WHERE ${early} AND kind = 'penalty'`,
      ),
    );
    for (const [kind, clause, amount] of [
      ['reminder', 'C.1', '13580'],
      ['disconnection', 'E.2.a', '13580'],
    ] as const) {
      await tx.query(notice(kind, clause, amount));
      await tx.query(
        journal(
          `SELECT account_id, 'notice.mailed' AS event, clause, jsonb_build_object('noticeId', id, 'billId', bill_ids[1],
             'kind', kind, 'languages', languages, 'amount', amount, 'payBy', pay_by) AS facts
           FROM notice WHERE ${early} AND kind = '${kind}'`,
        ),
      );
    }
    await tx.query(
      `INSERT INTO work_order (number, account_id, service_point_id, kind, state, clause, due_on, bill_ids, amount, verdict,
         created_at, since, act_key)
       SELECT p.route_group || '-' || nextval('work_order_number'), a.id, a.service_point_id, 'turn-off', 'listed', 'E.1',
         '2026-03-17', ARRAY[b.id], 13580, jsonb_build_object('mayClose', false, 'because', 'E.1', 'facts', to_jsonb(b)),
         ${NOW}, ${NOW}, a.id || '/' || b.id || '/E.1'
       FROM bill b JOIN account a ON a.id = b.account_id JOIN service_point s ON s.id = a.service_point_id
       JOIN premise p ON p.id = s.premise_id WHERE b.${late}`,
    );
    for (const event of ['list.entered', 'order.created'])
      await tx.query(
        journal(
          `SELECT account_id, '${event}' AS event, 'E.1' AS clause, jsonb_build_object('orderId', id, 'number', number,
             'kind', kind, 'state', state, 'dueAmount', amount) AS facts
           FROM work_order`,
        ),
      );
    await tx.query(
      `UPDATE account SET version = version + 1,
         next_act_at = CASE WHEN id <= ${last43} THEN timestamptz '2026-04-01 17:00-07' END`,
    );
  });
  return 0;
}
