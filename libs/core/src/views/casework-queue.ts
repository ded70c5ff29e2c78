import type { OpenAppeals, OpenArrangements, OpenReviews } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { NO_CENTS, addCents, amountsToPay, dayOf } from '@curbstop/policy';
import { loadAccounts } from '../facts/account-facts.ts';
import { findAppealedItem } from '../records/appeals/appealable-items.ts';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { cityProfile } from '../records/policy-versions/city.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';

const PAGE = 100;

type Account = OpenReviews['cases'][number]['account'];

/** Whose case it is; `x` is the case's row. */
const WHOSE = `JOIN account a ON a.id = x.account_id JOIN customer c ON c.id = a.customer_id
  JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id`;
const ACCOUNT = `jsonb_build_object('accountId', a.id, 'number', a.number, 'customer', c.name, 'address', p.address) AS account`;

function paged<T>(found: readonly T[], page: number): { readonly shown: readonly T[]; readonly next: number | null } {
  return { shown: found.slice(0, PAGE), next: found.length > PAGE ? page + 1 : null };
}

const window = (page: number): [number, number] => [PAGE + 1, page * PAGE];

/** H: appeals without a final decision; those whose window to go further closes first, first. */
export async function openAppeals(db: Reader, page: number): Promise<OpenAppeals> {
  type Found = Omit<OpenAppeals['cases'][number], 'about'> & { billId: number | null; entryId: number | null };
  const found = await rows<Found>(
    db,
    `SELECT x.id AS "appealId", ${ACCOUNT}, x.topic, x.level, x.state, x.over_limit AS "overLimit", x.filed_at AS "filedAt",
       x.outcome, x.window_ends_at AS "windowEndsAt", x.bill_id AS "billId", x.entry_id AS "entryId",
       (SELECT max(n.made_at) FROM notice n WHERE n.account_id = x.account_id AND n.kind = 'decision'
          AND n.act_key LIKE '%/appeal-' || x.id || '-%') AS "letterAt"
     FROM appeal x ${WHOSE} WHERE x.state <> 'final'
     ORDER BY x.state DESC, x.filed_at, x.id LIMIT $1 OFFSET $2`,
    window(page),
  );
  const { shown, next } = paged(found, page);
  const cases: OpenAppeals['cases'] = [];
  for (const { billId, entryId, ...each } of shown) {
    const matter = await findAppealedItem(db, each.account.accountId, { billId, entryId });
    cases.push({
      ...each,
      windowEndsAt: each.state === 'decided' ? each.windowEndsAt : null,
      about: matter?.says ?? '',
    });
  }
  return { cases, next };
}

/** I: arrangements that were offered, run or have failed: failed ones first, then by what falls due next. */
export async function openArrangements(db: Reader, page: number, now: Instant): Promise<OpenArrangements> {
  const { timeZone } = policyAt(await cityProfile(db), now);
  const today = dayOf(now, timeZone);
  const found = await rows<{ arrangementId: number; account: Account }>(
    db,
    `SELECT x.id AS "arrangementId", ${ACCOUNT} FROM arrangement x ${WHOSE}
     WHERE x.state IN ('offered', 'in-force', 'defaulted')
     ORDER BY x.state <> 'defaulted', coalesce(
       (SELECT min(i.due) FROM instalment i WHERE i.arrangement_id = x.id AND i.due >= $3::date), x.offer_ends_at::date),
       x.id LIMIT $1 OFFSET $2`,
    [...window(page), today],
  );
  const { shown, next } = paged(found, page);
  const ids = [...new Set(shown.map(({ account }) => account.accountId))];
  const loaded = new Map(
    (await loadAccounts(db, ids, now, { lock: false })).map((account) => [account.accountId, account]),
  );
  const cases = shown.flatMap(({ arrangementId, account }) => {
    const one = loaded.get(account.accountId);
    if (one === undefined) return [];
    const plan = one.facts.arrangements.find((each) => each.arrangementId === arrangementId);
    if (!plan) return [];
    const { kind, state, signedAt, offerEndsAt } = plan;
    const unpaid = plan.rows.reduce((sum, each) => addCents(sum, each.unpaid), NO_CENTS);
    const coming = plan.rows.find((each) => each.due > today && each.unpaid > 0);
    const nextRow = coming ? { due: coming.due, amount: coming.unpaid } : null;
    const lastOn = plan.rows.at(-1)?.due ?? null;
    // A failed one is due whole (I.7).
    const asked = amountsToPay(one.facts, policyAt(one.profile, now), now).keepPlan;
    const isDue = asked !== null && (asked.by === null || dayOf(asked.by, timeZone) <= today);
    const inForce = state === 'in-force' && isDue ? asked.amount : NO_CENTS;
    const toPay = state === 'defaulted' ? unpaid : inForce;
    return [{ arrangementId, account, kind, state, signedAt, offerEndsAt, dueNow: toPay, unpaid, nextRow, lastOn }];
  });
  return { cases, next };
}

/** G.2: reviews that run, the shortest clock first. */
export async function openReviews(db: Reader, page: number): Promise<OpenReviews> {
  const found = await rows<OpenReviews['cases'][number]>(
    db,
    `SELECT x.id AS "reviewId", ${ACCOUNT}, x.opened_at AS "openedAt", x.stage, x.due_at AS "dueAt"
     FROM assistance_review x ${WHOSE} WHERE x.closed_at IS NULL ORDER BY x.due_at, x.id LIMIT $1 OFFSET $2`,
    window(page),
  );
  const { shown, next } = paged(found, page);
  return { cases: [...shown], next };
}
