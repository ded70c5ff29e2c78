import type { Tenure } from '@curbstop/contracts';
import type { PolicyDecision, Instant } from '@curbstop/policy';
import {
  creditRefund,
  depositShort,
  grant,
  mayCancelTrust,
  mayCloseAccount,
  mayOptIn,
  mayOptOut,
  mayReadFinally,
  mayRefund,
  mayTurnOn,
} from '@curbstop/policy';
import { loadAccounts } from '../facts/account-facts.ts';
import type { AccountSnapshot } from '../facts/account-facts.ts';
import { NotFound } from '../db/errors.ts';
import { row } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { trustAt } from '../records/landlord-trusts/find-trust.ts';
import type { Trust } from '../records/landlord-trusts/find-trust.ts';

interface Row {
  servicePointId: number;
  status: Tenure['status'];
  owner: string | null;
  since: Instant | null;
}

const told = ({
  granted,
  clauses,
  says,
}: PolicyDecision): { granted: boolean; clauses: Tenure['requests']['turn-on']['clauses']; says: string } => ({
  granted,
  clauses: [...clauses],
  says,
});

/** A.2.a: why the water is not ordered, where a sign-up waits for it. */
function turnOn({ facts }: AccountSnapshot): PolicyDecision {
  if (facts.service === 'on') return grant([{ clauses: ['A.1'], says: 'The water is on.' }], 'A.1', '');
  if (facts.opening === null) return grant([{ clauses: ['A.1'], says: 'No sign-up waits for the water.' }], 'A.1', '');
  return mayTurnOn(facts);
}

function requestsOf(account: AccountSnapshot, trust: Trust | null, now: Instant): Tenure['requests'] {
  const { facts } = account;
  const policy = policyAt(account.profile, now);
  const by = facts.customerRole === 'tenant' ? 'tenant' : 'owner';
  const standing = trust === null ? [] : [{ clauses: ['A.4'] as const, says: 'There is a Landlord Trust already.' }];
  return {
    'request-close': told(mayCloseAccount(facts, { by, written: true, effective: null }, policy, now)),
    'final-read': told(mayReadFinally(facts, now)),
    'turn-on': told(turnOn(account)),
    'request-refund': told(mayRefund(facts)),
    'landlord-trust': told(grant(standing, 'A.4', 'The owner files a Landlord Trust in writing.')),
    'cancel-landlord-trust': told(mayCancelTrust(trust, true)),
    'opt-out-smart-meter': told(mayOptOut(facts, policy)),
    'opt-in-smart-meter': told(mayOptIn(facts)),
  };
}

/** A, L.1: how an account began and ends, and of each form whether it would be granted now. */
export async function tenureOf(db: Reader, accountId: number, now: Instant): Promise<Tenure> {
  const [account] = await loadAccounts(db, [accountId], now, { lock: false });
  if (!account) throw new NotFound('There is no such account.');
  const { facts } = account;
  const trust = await trustAt(db, account.servicePointId, now);
  const found = await row<Row>(
    db,
    `SELECT a.service_point_id AS "servicePointId", a.status, c.name AS owner, t.began_at AS since
     FROM account a LEFT JOIN landlord_trust t ON t.id = $2 LEFT JOIN customer c ON c.id = t.owner_id WHERE a.id = $1`,
    [accountId, trust?.trustId ?? null],
  );
  if (!found) throw new NotFound('There is no such account.');
  const { closing, opening } = facts;
  const refund = closing === null || facts.open ? null : creditRefund(closing, policyAt(account.profile, now));
  return {
    servicePointId: found.servicePointId,
    status: found.status,
    from: facts.openedOn,
    until: facts.closedOn,
    opening: opening === null ? null : { opensOn: opening.opensOn, depositMissing: depositShort(facts) },
    closing:
      closing === null
        ? null
        : {
            on: closing.on,
            by: closing.by,
            finalReadAt: closing.finalReadAt,
            finalBilled: closing.finalBilled,
            depositHeld: closing.depositHeld,
            credit: closing.credit,
          },
    refund: refund === null ? null : { ...refund },
    landlordTrust:
      trust === null || found.owner === null || found.since === null
        ? null
        : { ownerId: trust.ownerId, owner: found.owner, since: found.since },
    meter: facts.meter,
    requests: requestsOf(account, trust, now),
  };
}
