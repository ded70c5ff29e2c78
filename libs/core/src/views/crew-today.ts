import type { CrewJob, CrewToday, OrderKind, OrderState, Parked, Recall, ValveState } from '@curbstop/contracts';
import type { ClauseId, Day, Dial, Instant } from '@curbstop/policy';
import { METRIC_DIAL, cents, dayOf, dialOfLiters, dueForOrder } from '@curbstop/policy';
import { loadAccounts } from '../facts/account-facts.ts';
import { NotFound } from '../db/errors.ts';
import { row, rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { theCity } from '../records/policy-versions/city.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { dialOf } from '../records/reads/meter-context.ts';
import { paperOf } from './crew-paper.ts';
import { WITH_CREW } from '../records/orders/open-states.ts';

interface Row {
  orderId: number;
  number: string;
  kind: OrderKind;
  state: OrderState;
  since: Instant;
  version: number;
  clause: ClauseId;
  urgent: boolean;
  dueOn: Day;
  sequence: number | null;
  accountId: number;
  address: string;
  lon: number;
  lat: number;
  customer: string;
  meterSerial: string | null;
  dial: Dial | null;
  meterNote: string;
  hazard: string;
  reason: string | null;
  litres: number | null;
  readAt: Instant | null;
  remote: boolean;
  valveState: ValveState | null;
  recall: Recall | null;
  parked: Parked | null;
  tagDueAt: Instant | null;
}

const JOBS = `
  SELECT o.id AS "orderId", o.number, o.kind, o.state, o.since, o.version, o.clause, o.urgent, o.due_on AS "dueOn", o.sequence,
    a.id AS "accountId", p.address, p.lon, p.lat, c.name AS customer, m.serial AS "meterSerial",
    CASE WHEN m.id IS NULL THEN NULL ELSE ${dialOf('m')} END AS dial, s.meter_note AS "meterNote",
    s.hazard, o.reason, t.litres, t.read_at AS "readAt", v.device_id IS NOT NULL AS remote, v.state AS "valveState", o.recall, o.parked,
    (SELECT n.pay_by FROM notice n WHERE n.kind = 'nsf' AND n.account_id = o.account_id
       AND n.act_key = 'nsf-notice/' || substring(o.act_key FROM '^blue-tag/(\\d+)$')) AS "tagDueAt"
  FROM work_order o
  JOIN account a ON a.id = o.account_id
  JOIN customer c ON c.id = a.customer_id
  JOIN service_point s ON s.id = o.service_point_id
  JOIN premise p ON p.id = s.premise_id
  LEFT JOIN meter_installation i ON i.service_point_id = s.id AND i.removed_on IS NULL
  LEFT JOIN meter m ON m.id = i.meter_id
  LEFT JOIN read_tail t ON t.meter_id = m.id
  LEFT JOIN valve v ON v.service_point_id = s.id`;

/** Jobs on a tablet: those it has, those it did not yet answer a recall of, and what it finished lately. */
const ON_TABLET = `o.crew_id = $1 AND (o.${WITH_CREW}
  OR (o.recall IS NOT NULL AND o.recall->>'seenAt' IS NULL AND o.state = 'cancelled')
  OR (o.state IN ('completed', 'cannot-complete') AND o.finished_at > $2::timestamptz - interval '18 hours'))`;

async function jobsWhere(db: Reader, where: string, parameters: unknown[], now: Instant): Promise<CrewJob[]> {
  const found = await rows<Row>(db, `${JOBS} WHERE ${where} ORDER BY o.sequence NULLS LAST, o.id`, parameters);
  const cases = await loadAccounts(
    db,
    found.map((job) => job.accountId),
    now,
    { lock: false },
  );
  const byId = new Map(cases.map((account) => [account.accountId, account]));
  return found.map(({ accountId, litres, readAt, remote, valveState, tagDueAt, ...job }): CrewJob => {
    const account = byId.get(accountId);
    const policy = account && policyAt(account.profile, now);
    return {
      ...job,
      sequence: job.sequence ?? 0,
      pastDue:
        account && policy ? dueForOrder({ kind: job.kind, billIds: [] }, account.facts, policy, now).amount : cents(0),
      lastRead:
        litres === null || readAt === null
          ? null
          : { register: dialOfLiters(litres, job.dial ?? METRIC_DIAL), at: readAt },
      paper: account && policy ? paperOf({ ...job, tagDueAt }, account, policy, now) : null,
      valve: { kind: remote ? 'remote' : 'curb-stop', state: valveState ?? 'unknown' },
    };
  });
}

/** A crew's list: what its tablet keeps for the day. */
export async function crewToday(db: Reader, crewId: number, now: Instant): Promise<CrewToday> {
  const crew = await row<{ name: string; truck: string }>(db, 'SELECT name, truck FROM crew WHERE id = $1', [crewId]);
  if (!crew) throw new NotFound(`There is no crew ${crewId}.`);
  const city = await theCity(db);
  return {
    now,
    day: dayOf(now, policyAt(city.profile, now).timeZone),
    crewId,
    crewName: crew.name,
    truck: crew.truck,
    dispatchPhone: city.dispatchPhone,
    jobs: await jobsWhere(db, ON_TABLET, [crewId, new Date(now).toISOString()], now),
  };
}

/** One job as its crew's tablet keeps it; null when it is not on that tablet. */
export async function crewJob(db: Reader, crewId: number, orderId: number, now: Instant): Promise<CrewJob | null> {
  const [job] = await jobsWhere(db, `${ON_TABLET} AND o.id = $3`, [crewId, new Date(now).toISOString(), orderId], now);
  return job ?? null;
}
