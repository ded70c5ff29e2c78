import type { Cents, CustomerClass, Day, Instant, MeterSize } from '@curbstop/policy';
import { rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { OPEN } from '../orders/open-states.ts';

/** An account of a route group with the registers that its bill lies between. */
export interface AccountToBill {
  readonly accountId: number;
  readonly class: CustomerClass;
  readonly profile: string;
  readonly meterId: number;
  readonly meterSize: MeterSize;
  readonly startLitres: number;
  /** What is added to the register at the start: it began again, or another meter came before. */
  readonly startShift: number;
  readonly startDay: Day;
  /** The last good read of the read week, else the first one since; null when none came. */
  readonly endLitres: number | null;
  readonly endShift: number;
  readonly endAt: Instant | null;
  /** How that read came (L.1). */
  readonly source: 'radio' | 'crew' | 'loader' | null;
  /** Money the customer has with the city. */
  readonly credit: Cents;
  /** Which of the regular bills of the day the run's is: a clerk may have written one by hand before. */
  readonly nth: number;
}

export interface ReadWindow {
  readonly from: Instant;
  /** Not included. */
  readonly to: Instant;
  /** The moment of the run: what came after the week and by then is better than no read. */
  readonly until: Instant;
}

/**
 * An account's last bill by a register, of the meter that is there now or of one that it took the place of. A bill that was undone
 * with its run, or taken back, counts for nothing: the next one covers its time. `a` is the account.
 */
export const LAST_BILL = `LEFT JOIN LATERAL (
       SELECT b.end_litres, b.end_shift, b.period_to FROM bill b LEFT JOIN batch t ON t.id = b.batch_id
       WHERE b.account_id = a.id AND b.meter_id IS NOT NULL AND t.undone_at IS NULL AND b.taken_back_at IS NULL
       ORDER BY b.bill_date DESC, b.id DESC LIMIT 1
     ) lb ON true
     LEFT JOIN LATERAL (
       -- The meter that was there when the account began, where it was exchanged before the first bill.
       SELECT f.start_litres, f.installed_on FROM meter_installation f WHERE f.service_point_id = a.service_point_id
         AND (f.removed_on IS NULL OR f.removed_on > a.opened_on OR f.installed_on > a.opened_on)
       ORDER BY f.removed_on NULLS LAST, f.id LIMIT 1
     ) first ON true`;

/** The register at which a bill begins, what is added to it, and its day; with {@link LAST_BILL}. `i` is the meter's installation. */
export const STARTS = `coalesce(lb.end_litres, a.opening_litres, first.start_litres, i.start_litres) AS "startLitres",
       coalesce(lb.end_shift, CASE WHEN a.opening_litres IS NULL THEN 0 ELSE a.opening_shift END)::bigint AS "startShift",
       coalesce(lb.period_to, greatest(a.opened_on, first.installed_on)) AS "startDay"`;

/** Accounts in id order: those behind `afterId`, up to `lastId` (included) or up to `limit` of them. */
export interface AccountPage {
  readonly afterId: number;
  readonly lastId?: number;
  readonly limit?: number;
}

/** The active accounts of a route group, cut into pages of `size`. */
export function accountPages(db: Reader, group: number, size: number): Promise<Required<Omit<AccountPage, 'limit'>>[]> {
  return rows<Required<Omit<AccountPage, 'limit'>>>(
    db,
    `SELECT coalesce(lag(id) OVER (ORDER BY id), 0)::int AS "afterId", id AS "lastId"
     FROM (
       SELECT a.id, row_number() OVER (ORDER BY a.id) AS nth, count(*) OVER () AS total
       FROM account a JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
       WHERE p.route_group = $1 AND a.status = 'active'
     ) numbered
     WHERE nth % $2 = 0 OR nth = total ORDER BY id`,
    [group, size],
  );
}

/** Accounts of a page in a group whose meters have no bill of this date yet. */
export async function billCandidates(
  db: Reader,
  group: number,
  billDate: Day,
  window: ReadWindow,
  { afterId, lastId, limit }: AccountPage,
): Promise<AccountToBill[]> {
  return rows<AccountToBill>(
    db,
    `SELECT a.id AS "accountId", a.class, a.policy_profile AS profile, m.id AS "meterId", m.size AS "meterSize",
       ${STARTS},
       coalesce(r.litres, late.litres) AS "endLitres",
       coalesce((SELECT h.shift_litres FROM register_shift h WHERE h.meter_id = m.id
         AND h.from_at <= coalesce(r.read_at, late.read_at) ORDER BY h.from_at DESC LIMIT 1), 0)::bigint AS "endShift", coalesce(r.read_at, late.read_at) AS "endAt",
       coalesce(r.source, late.source) AS source,
       (SELECT -coalesce(sum(e.amount), 0) FROM ledger_entry e WHERE e.account_id = a.id)::bigint AS credit,
       (SELECT coalesce(max(d.nth_of_day), 0) + 1 FROM bill d
        WHERE d.account_id = a.id AND d.bill_date = $2 AND d.kind = 'regular')::int AS nth
     FROM account a
     JOIN service_point s ON s.id = a.service_point_id
     JOIN premise p ON p.id = s.premise_id AND p.route_group = $1
     JOIN meter_installation i ON i.service_point_id = s.id AND i.removed_on IS NULL
     JOIN meter m ON m.id = i.meter_id
     ${LAST_BILL}
     LEFT JOIN LATERAL (
       SELECT litres, read_at, source FROM meter_read
       WHERE meter_id = m.id AND read_at >= $3 AND read_at < $4 AND quality = 'valid'
       ORDER BY read_at DESC LIMIT 1
     ) r ON true
     LEFT JOIN LATERAL (
       SELECT litres, read_at, source FROM meter_read
       WHERE r.litres IS NULL AND meter_id = m.id AND read_at >= $4 AND read_at <= $7 AND quality = 'valid'
       ORDER BY read_at LIMIT 1
     ) late ON true
     WHERE a.status = 'active' AND a.id > $5 AND ($8::int IS NULL OR a.id <= $8)
       -- A bill by hand speaks for no register: the meter is billed all the same.
       AND NOT EXISTS (SELECT 1 FROM bill b WHERE b.account_id = a.id AND b.bill_date = $2 AND b.kind <> 'corrected'
         AND b.taken_back_at IS NULL AND (b.meter_id IS NOT NULL OR b.kind = 'final'))
       -- A.4.a: who took a place over begins at the register at which the one before ended.
       AND (lb.end_litres IS NOT NULL OR a.opening_litres IS NOT NULL OR NOT EXISTS (
         SELECT 1 FROM closing c JOIN account o ON o.id = c.account_id
         WHERE o.service_point_id = a.service_point_id AND o.id <> a.id AND c.final_litres IS NULL))
     ORDER BY a.id LIMIT $6`,
    [
      group,
      billDate,
      sqlInstant(window.from),
      sqlInstant(window.to),
      afterId,
      limit ?? null,
      sqlInstant(window.until),
      lastId ?? null,
    ],
  );
}

/** Of these accounts those whose meter a crew is to read already (L.1). */
export async function withReadOrdered(db: Reader, accountIds: readonly number[]): Promise<ReadonlySet<number>> {
  const found = await rows<{ accountId: number }>(
    db,
    `SELECT DISTINCT account_id AS "accountId" FROM work_order
     WHERE account_id = ANY($1) AND kind = 'manual-read' AND ${OPEN}`,
    [accountIds],
  );
  return new Set(found.map(({ accountId }) => accountId));
}
