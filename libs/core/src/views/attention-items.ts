import type { AttentionKind } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import { mayOpen } from '@curbstop/policy';
import { loadAccounts } from '../facts/account-facts.ts';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { UNDECIDED, UNDECIDED_FOR_MS } from '../records/orders/undecided.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { OPEN, WITH_CREW } from '../records/orders/open-states.ts';

/** A thing that needs attention, before it is known how loud it is. */
export interface Found {
  readonly kind: AttentionKind;
  readonly since: Instant;
  readonly orderId: number | null;
  readonly accountId: number | null;
  readonly crewId: number | null;
  readonly title: string;
  readonly message: string;
  readonly clause: ClauseId | null;
}

type Finder = (db: Reader, now: Instant) => Promise<Found[]>;

const PLACE = `JOIN service_point s ON s.id = o.service_point_id JOIN premise p ON p.id = s.premise_id`;
const OPENS = "('reconnect', 'reconnect-after-hours', 'turn-on')";

/** Orders that give water back and wait for nothing but their being done: paid for, or owed for no fee. */
const waterToComeBack: Finder = async (db) => {
  const found = await rows<Omit<Found, 'kind' | 'message'> & { urgent: boolean; state: string; number: string }>(
    db,
    `SELECT o.id AS "orderId", o.account_id AS "accountId", o.crew_id AS "crewId", o.clause, o.state, o.number,
       (o.urgent OR coalesce(o.act_key LIKE 'reopen/%', false)) AS urgent, p.address AS title,
       coalesce((SELECT max(j.at) FROM journal j WHERE j.account_id = o.account_id AND j.event IN ('order.created', 'order.listed')
         AND j.facts->>'orderId' = o.id::text AND j.facts->>'state' <> 'held'), o.created_at) AS since
     FROM work_order o ${PLACE} JOIN account a ON a.id = o.account_id
     WHERE o.kind IN ${OPENS} AND (o.${OPEN} OR ${UNDECIDED}) AND o.state NOT IN ('held', 'draft')
       AND (a.service = 'off' OR o.unit IS NOT NULL) AND (o.kind <> 'turn-on' OR o.urgent)`,
  );
  return found.map(({ urgent, state, number, ...order }): Found => {
    const withCrew = state === 'assigned' || state === 'en-route' || state === 'on-site';
    const how =
      state === 'cannot-complete'
        ? 'could not be done. Decide what happens next.'
        : withCrew
          ? 'is with a crew.'
          : state === 'listed'
            ? 'is not released.'
            : 'is released and has no crew.';
    const why = urgent ? 'The water must come back on, for no fee' : 'All is paid and the water is off';
    return {
      ...order,
      crewId: withCrew ? order.crewId : null,
      kind: urgent ? 'urgent-reconnect' : 'dry-though-paid',
      message: `${why}: order ${number} ${how}`,
    };
  });
};

/** Accounts that owe nothing, whose water is off and for which nobody has asked to have it back. */
const paidAndNotAskedFor: Finder = async (db, now) => {
  const dry = await rows<{ accountId: number; address: string; since: Instant | null }>(
    db,
    `SELECT a.id AS "accountId", p.address,
       (SELECT max(j.at) FROM journal j WHERE j.account_id = a.id AND j.event IN ('payment.received', 'payment.credited')) AS since
     FROM account a JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
     WHERE a.service = 'off' AND a.status = 'active'
       AND NOT EXISTS (SELECT 1 FROM work_order o WHERE o.account_id = a.id AND o.kind IN ${OPENS} AND (o.${OPEN} OR ${UNDECIDED}))`,
  );
  const cases = await loadAccounts(
    db,
    dry.map((account) => account.accountId),
    now,
    { lock: false },
  );
  const facts = new Map(cases.map((one) => [one.accountId, one]));
  return dry.flatMap(({ accountId, address, since }): Found[] => {
    const one = facts.get(accountId);
    // Without a payment it was not paid dry: the owner may have asked for the water to be off.
    if (!one || since === null || mayOpen(one.facts, policyAt(one.profile, now), now, 'reconnect').debt.total > 0)
      return [];
    return [
      {
        kind: 'dry-though-paid',
        since,
        orderId: null,
        accountId,
        crewId: null,
        title: address,
        message: 'All is paid, the water is off, and nobody has asked for it. Call the customer.',
        clause: 'F.1',
      },
    ];
  });
};

const unseenStops: Finder = async (db) => {
  const found = await rows<Omit<Found, 'kind' | 'message' | 'since'> & { since: number; number: string; says: string }>(
    db,
    `SELECT o.id AS "orderId", o.account_id AS "accountId", o.crew_id AS "crewId", o.clause, o.number, p.address AS title,
       (o.recall->>'at')::bigint AS since, o.recall->>'says' AS says
     FROM work_order o ${PLACE}
     WHERE o.recall IS NOT NULL AND o.state = 'cancelled' AND o.recall->>'seenAt' IS NULL AND o.recall->>'answered' IS NULL`,
  );
  return found.map(({ number, says, since, ...order }) => ({
    ...order,
    since: since as Instant,
    kind: 'unseen-stop',
    message: `Order ${number} was called off and the crew has not seen it. Call the crew. ${says}`,
  }));
};

/** The last report of a crew about an open order was refused: what was done at the valve is not on record. */
const refusedActions: Finder = async (db) => {
  const found = await rows<Omit<Found, 'kind' | 'message'> & { number: string; says: string }>(
    db,
    `SELECT o.id AS "orderId", o.account_id AS "accountId", x.crew_id AS "crewId", o.clause, o.number, p.address AS title,
       x.received_at AS since, x.says
     FROM work_order o ${PLACE}
     JOIN LATERAL (SELECT crew_id, received_at, result, says FROM crew_action
       WHERE order_id = o.id AND type IN ('complete', 'cannot-complete', 'recall-seen') ORDER BY received_at DESC, id LIMIT 1) x ON true
     WHERE o.${OPEN} AND x.result = 'refused' AND o.crew_id IS NOT DISTINCT FROM x.crew_id`,
  );
  return found.map(({ number, says, ...order }) => ({
    ...order,
    kind: 'refused-action',
    message: `The crew’s report on order ${number} was refused. ${says}`,
  }));
};

/** A crew that should be at work, has had a stop for a while, and has not been heard: neither its place nor what it did. */
const silentTrucks =
  (begun: ReadonlyMap<number, Instant>): Finder =>
  async (db) => {
    const found = await rows<{
      crewId: number;
      name: string;
      truck: string;
      at: Instant | null;
      givenAt: Instant | null;
      stops: number;
      out: boolean;
    }>(
      db,
      `SELECT c.id AS "crewId", c.name, c.truck, count(*)::int AS stops, bool_or(o.state <> 'assigned') AS out,
         min(g.assigned_at) AS "givenAt",
         greatest(f.at, (SELECT max(x.received_at) FROM crew_action x WHERE x.crew_id = c.id)) AS at
       FROM work_order o JOIN crew c ON c.id = o.crew_id LEFT JOIN crew_position f ON f.crew_id = c.id
       LEFT JOIN assignment g ON g.order_id = o.id AND g.ended_at IS NULL
       WHERE o.${WITH_CREW} GROUP BY c.id, f.at`,
    );
    return found.flatMap(({ crewId, name, truck, at, givenAt, stops, out }): Found[] => {
      const from = begun.get(crewId);
      // Off shift a truck is expected to be heard only while it is still out at a stop.
      const since = from === undefined ? (out ? at : null) : (Math.max(from, at ?? from, givenAt ?? from) as Instant);
      if (since === null) return [];
      const message = `Not heard, with ${stops} open ${stops === 1 ? 'stop' : 'stops'}. Call the crew.`;
      return [
        {
          kind: 'silent-truck',
          since,
          orderId: null,
          accountId: null,
          crewId,
          title: `${name}, ${truck}`,
          message,
          clause: null,
        },
      ];
    });
  };

/** A valve that was told to turn and has not proved it, or did not do it and a crew has not been there yet. */
const unprovenValves: Finder = async (db) => {
  const found = await rows<
    Omit<Found, 'kind' | 'message'> & { number: string; action: string; state: string; why: string | null }
  >(
    db,
    `SELECT o.id AS "orderId", o.account_id AS "accountId", NULL::int AS "crewId", o.clause, o.number, p.address AS title,
       coalesce(k.executed_at, k.sent_at) AS since, k.action, k.state, k.why
     FROM valve_command k JOIN work_order o ON o.id = k.order_id ${PLACE}
     WHERE k.sent_at IS NOT NULL AND (k.state IN ('sent', 'acked', 'executed') OR (k.state IN ('failed', 'expired') AND EXISTS (
       SELECT 1 FROM work_order n WHERE n.follows_id = o.id AND n.${OPEN})))`,
  );
  return found.map(({ number, action, state, why, ...order }) => ({
    ...order,
    kind: 'valve-unproven',
    message: `The valve was told to ${action} (order ${number}) and it is not proven: ${state}.${why === null ? '' : ` ${why}`}`,
  }));
};

const waitsForCashier: Finder = async (db) => {
  const found = await rows<Omit<Found, 'kind' | 'message' | 'since'> & { since: number; number: string }>(
    db,
    `SELECT o.id AS "orderId", o.account_id AS "accountId", o.crew_id AS "crewId", o.clause, o.number, p.address AS title,
       (o.parked->>'at')::bigint AS since
     FROM work_order o ${PLACE} WHERE o.${OPEN} AND o.parked IS NOT NULL AND o.parked->'answer' = 'null'::jsonb`,
  );
  return found.map(({ number, since, ...order }) => ({
    ...order,
    since: since as Instant,
    kind: 'waits-for-cashier',
    message: `The customer says order ${number} is paid. The cashier has not answered.`,
  }));
};

const undecided: Finder = async (db, now) => {
  const found = await rows<Omit<Found, 'kind' | 'message'> & { number: string; outcome: string | null }>(
    db,
    `SELECT o.id AS "orderId", o.account_id AS "accountId", o.crew_id AS "crewId", o.clause, o.number, p.address AS title,
       o.finished_at AS since, o.outcome
     FROM work_order o ${PLACE} JOIN account a ON a.id = o.account_id
     WHERE ${UNDECIDED} AND o.kind NOT IN ${OPENS} AND o.finished_at > $1 AND a.status <> 'closed'
       AND (o.kind NOT LIKE 'turn-off%' OR a.service = 'on')`,
    [sqlInstant((now - UNDECIDED_FOR_MS) as Instant)],
  );
  return found.map(({ number, outcome, ...order }) => ({
    ...order,
    crewId: null,
    kind: 'undecided',
    message: `Order ${number} could not be done. ${outcome ?? ''} Decide what happens next.`.replace(/\s+/g, ' '),
  }));
};

/** What a crew sent for an order that it no longer had, and nobody has decided about. */
const crewConflicts: Finder = async (db) => {
  const found = await rows<Omit<Found, 'kind'> & { number: string }>(
    db,
    `SELECT DISTINCT ON (o.id) o.id AS "orderId", o.account_id AS "accountId", x.crew_id AS "crewId", o.clause, o.number,
       p.address AS title, x.at AS since, x.message
     FROM crew_conflict x JOIN work_order o ON o.id = x.order_id ${PLACE}
     WHERE x.resolved_at IS NULL ORDER BY o.id, x.at`,
  );
  return found.map(({ number, message, ...order }) => ({
    ...order,
    kind: 'crew-conflict',
    message: `A crew reported on order ${number} after it was no longer theirs. ${message}`,
  }));
};

/** Everything that needs attention, from the records alone; `begun` says since when each crew is on shift. */
export async function findAll(db: Reader, begun: ReadonlyMap<number, Instant>, now: Instant): Promise<Found[]> {
  const finders = [
    waterToComeBack,
    paidAndNotAskedFor,
    unseenStops,
    crewConflicts,
    refusedActions,
    silentTrucks(begun),
    unprovenValves,
    waitsForCashier,
    undecided,
  ];
  const found: Found[] = [];
  for (const find of finders) found.push(...(await find(db, now)));
  return found;
}
