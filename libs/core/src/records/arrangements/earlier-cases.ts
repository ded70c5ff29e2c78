import type { Assistance } from '@curbstop/contracts';
import type { DataSource } from 'typeorm';
import { rows } from '../../db/tx.ts';

/** Years of a household's cases fit in it; what is older is in the journal. */
const MOST = 50;

/** I.2, I.7, G.2: arrangements and reviews that are over, and how they ended; the newest first. */
export async function earlierOf(source: DataSource, accountId: number): Promise<Assistance['earlier']> {
  const arrangements = await rows<Assistance['earlier']['arrangements'][number]>(
    source,
    `SELECT id AS "arrangementId", kind, state, since, signed_at AS "signedAt", total FROM arrangement
     WHERE account_id = $1 AND state NOT IN ('offered', 'in-force', 'defaulted') ORDER BY since DESC, id DESC LIMIT $2`,
    [accountId, MOST],
  );
  const reviews = await rows<Assistance['earlier']['reviews'][number]>(
    source,
    `SELECT id AS "reviewId", opened_at AS "openedAt", closed_at AS "closedAt", outcome FROM assistance_review
     WHERE account_id = $1 AND closed_at IS NOT NULL AND outcome IS NOT NULL ORDER BY closed_at DESC, id DESC LIMIT $2`,
    [accountId, MOST],
  );
  return { arrangements, reviews };
}

export type ArrangementTerms = Pick<
  Assistance['arrangements'][number],
  'reduction' | 'fund' | 'councilAction' | 'hardship'
>;

/** I.3.b, I.5: what was agreed beside the instalments, by arrangement. */
export async function termsOfArrangements(
  source: DataSource,
  arrangementIds: readonly number[],
): Promise<ReadonlyMap<number, ArrangementTerms>> {
  const found = await rows<ArrangementTerms & { arrangementId: number }>(
    source,
    `SELECT id AS "arrangementId", reduction, fund, council_action AS "councilAction", hardship FROM arrangement
     WHERE id = ANY($1)`,
    [arrangementIds],
  );
  return new Map(found.map(({ arrangementId, ...terms }) => [arrangementId, terms]));
}
