import type { DataSource } from 'typeorm';

/** Days from the opening of an account to its read, and those of a full period. */
const [DAYS, PERIOD] = [56, 56];
const NOW = "timestamptz '2026-01-15 06:00-08'";

/** The rows of a bill run, in one transaction: a fixed charge and three tiers, the ledger, the journal, the alarm. */
export async function billByHand(source: DataSource): Promise<void> {
  await source.transaction(async (tx) => {
    await tx.query('SET LOCAL enable_nestloop = off');
    await tx.query(
      `CREATE TEMP TABLE priced ON COMMIT DROP AS
       SELECT a.id AS account_id, m.id AS meter_id, r.litres, u.units, least(u.units, 16) AS one,
         least(greatest(u.units - 16, 0), 24) AS two, greatest(u.units - 40, 0) AS three
       FROM account a JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
       JOIN meter_installation i ON i.service_point_id = s.id AND i.removed_on IS NULL JOIN meter m ON m.id = i.meter_id
       JOIN meter_read r ON r.meter_id = m.id
       CROSS JOIN LATERAL (SELECT (r.litres * 10000000 / 28316846592)::int AS units) u
       WHERE p.route_group = 3 AND a.status = 'active'
         AND r.read_at >= timestamptz '2026-01-05 00:00-08' AND r.read_at < timestamptz '2026-01-12 00:00-08'
       ORDER BY a.id FOR UPDATE OF a`,
    );
    await tx.query(
      `INSERT INTO bill (account_id, number, kind, bill_date, due, period_from, period_to, meter_id, start_litres, end_litres,
         units, amount, policy_profile, policy_version)
       SELECT account_id, '260115-' || account_id, 'regular', '2026-01-15', '2026-02-26', '2025-11-13', '2026-01-08', meter_id,
         0, litres, units, 6200 * ${DAYS} / ${PERIOD} + one * 295 + two * 360 + three * 445, 'glendora', '2020-01-14'
       FROM priced`,
    );
    await tx.query(
      `INSERT INTO bill_line (bill_id, ordinal, says, quantity, amount)
       SELECT b.id, line.ordinal, line.says, line.quantity, line.amount
       FROM bill b JOIN priced p ON p.account_id = b.account_id
       CROSS JOIN LATERAL (VALUES
         (0, '3/4" meter, ${DAYS} days', '', 6200 * ${DAYS} / ${PERIOD}),
         (1, 'Tier 1: ' || p.one || ' CCF at $2.95', p.one::text, p.one * 295),
         (2, 'Tier 2: ' || p.two || ' CCF at $3.60', p.two::text, p.two * 360),
         (3, 'Tier 3: ' || p.three || ' CCF at $4.45', p.three::text, p.three * 445)
       ) line (ordinal, says, quantity, amount)
       WHERE line.amount > 0`,
    );
    await tx.query(
      `INSERT INTO ledger_entry (account_id, kind, amount, value_date, posted_at, clause, bill_id)
       SELECT account_id, 'bill', amount, bill_date, ${NOW}, 'B.1', id FROM bill`,
    );
    await tx.query(
      `WITH it AS (
         SELECT account_id, jsonb_build_object('billId', id, 'number', number, 'kind', kind, 'amount', amount, 'due', due) AS facts
         FROM bill
       ), head AS (
         INSERT INTO journal_head (stream, number, hash)
         SELECT 'account/' || account_id, 1, sha256(decode(repeat('00', 32), 'hex') || convert_to(facts::text, 'UTF8')) FROM it
         RETURNING stream, number, hash)
       INSERT INTO journal (version, stream, number, at, account_id, event, clause, facts, actor, hash)
       SELECT 2, head.stream, head.number, ${NOW}, it.account_id, 'bill.issued', 'B.1', it.facts,
         '{"kind":"system","part":"scheduler"}', head.hash
       FROM it JOIN head ON head.stream = 'account/' || it.account_id`,
    );
    await tx.query(
      "UPDATE account SET version = version + 1, next_act_at = timestamptz '2026-02-27 10:00-08' FROM priced WHERE priced.account_id = account.id",
    );
  });
}
