import type { AgreementPaper } from '@curbstop/contracts';
import type { ArrangementKind, Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import { addCents } from '@curbstop/policy';
import { NotFound, Refused } from '../../db/errors.ts';
import { row, rows } from '../../db/tx.ts';
import { headOf } from './head.ts';
import type { PaperSource } from './head.ts';

interface Row {
  readonly id: number;
  readonly kind: ArrangementKind;
  readonly since: Instant;
  readonly signedAt: Instant | null;
  readonly offerEndsAt: Instant | null;
  readonly reduction: Cents;
}

const CLAUSES: Readonly<Record<ArrangementKind, ClauseId>> = {
  amortization: 'I.3',
  schedule: 'I.4',
  reduction: 'I.5',
  deferral: 'I.6',
};

/** I.3 to I.6: an arrangement with its installments, by its number; without one, the newest. */
export async function agreementPaper(source: PaperSource, arrangementId: number | null): Promise<AgreementPaper> {
  const { db, account, policy } = source;
  const found = await row<Row>(
    db,
    `SELECT id, kind, since, signed_at AS "signedAt", offer_ends_at AS "offerEndsAt", reduction FROM arrangement
     WHERE account_id = $1 AND ($2::int IS NULL OR id = $2) ORDER BY id DESC LIMIT 1`,
    [account.accountId, arrangementId],
  );
  if (!found) {
    if (arrangementId !== null) throw new NotFound('There is no such arrangement of this account.');
    throw new Refused('This account has no arrangement.', ['I.1']);
  }
  const due = await rows<{ due: Day; amount: Cents }>(
    db,
    'SELECT due, amount FROM instalment WHERE arrangement_id = $1 ORDER BY ordinal',
    [found.id],
  );
  if (due.length === 0) throw new Refused('The offer does not say yet what is paid by when.', ['I.1']);
  return {
    ...headOf(source, { clause: CLAUSES[found.kind], at: found.signedAt ?? found.since, mailed: true }),
    kind: 'agreement',
    arrangement: found.kind,
    rows: due,
    reduction: found.reduction,
    total: addCents(...due.map(({ amount }) => amount)),
    signedAt: found.signedAt,
    offerEndsAt: found.signedAt === null ? found.offerEndsAt : null,
    defaultDays: policy.arrangement.defaultDays,
    businessDays: policy.arrangement.finalHangerBusinessDays,
  };
}
