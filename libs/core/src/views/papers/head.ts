import type { DraftRule, PaperAddress, PaperHead, PaperOrder } from '@curbstop/contracts';
import type { ClauseId, Instant, PolicyParameters } from '@curbstop/policy';
import { dayOf, writtenLanguages } from '@curbstop/policy';
import { NotFound } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { loadAccounts } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { theCity } from '../../records/policy-versions/city.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';

/** What every paper of an account is made from. */
export interface PaperSource {
  readonly db: Reader;
  readonly account: AccountSnapshot;
  readonly policy: PolicyParameters;
  readonly now: Instant;
  readonly number: string;
  readonly language: string;
  readonly mailingAddress: string;
  readonly cityName: string;
  readonly drafts: DraftRule;
}

interface Row {
  number: string;
  language: string;
  mailingAddress: string;
}

export async function paperSource(db: Reader, accountId: number, now: Instant): Promise<PaperSource> {
  const [account] = await loadAccounts(db, [accountId], now, { lock: false });
  const found = await row<Row>(
    db,
    `SELECT a.number, c.language, c.mailing_address AS "mailingAddress"
     FROM account a JOIN customer c ON c.id = a.customer_id WHERE a.id = $1`,
    [accountId],
  );
  if (!account || !found) throw new NotFound('There is no such account.');
  const city = await theCity(db);
  const policy = policyAt(account.profile, now);
  return { db, account, policy, now, ...found, cityName: city.name, drafts: city.drafts ?? 'refused' };
}

/** The customer where letters go, and the people at the service address when that is elsewhere (E.2.a). */
function addressesOf({ account, mailingAddress }: PaperSource): readonly PaperAddress[] {
  const { name, address } = account.customer;
  if (mailingAddress === '' || mailingAddress === address) return [{ name, address }];
  return [
    { name, address: mailingAddress },
    { name: 'Occupant', address },
  ];
}

/** What is the same on every paper; `at` is the moment that the paper is of. */
export function headOf(
  source: PaperSource,
  paper: { readonly clause: ClauseId; readonly at?: Instant; readonly mailed: boolean },
): PaperHead {
  const { account, policy, now } = source;
  const at = paper.at ?? now;
  return {
    city: {
      name: source.cityName,
      phone: policy.phone,
      policyUrl: policy.policyUrl,
      officeHours: policy.officeHours,
      timeZone: policy.timeZone,
    },
    account: source.number,
    customer: account.customer.name,
    language: source.language,
    serviceAddress: account.customer.address,
    addressedTo: paper.mailed ? addressesOf(source) : [],
    languages: writtenLanguages(policy),
    drafts: source.drafts,
    at,
    day: dayOf(at, policy.timeZone),
    clause: paper.clause,
  };
}

/** The newest order of a kind that leaves the paper, with the crew that has it. */
export async function orderFor({ db, account }: PaperSource, kind: string): Promise<PaperOrder | null> {
  return row<PaperOrder>(
    db,
    `SELECT o.number, c.name AS crew, NULL::timestamptz AS "leftAt"
     FROM work_order o
     LEFT JOIN assignment s ON s.order_id = o.id AND s.ended_at IS NULL
     LEFT JOIN crew c ON c.id = s.crew_id
     WHERE o.account_id = $1 AND o.kind = $2 AND o.state NOT IN ('cancelled', 'cannot-complete')
     ORDER BY o.id DESC LIMIT 1`,
    [account.accountId, kind],
  );
}
