import type { PostedFiles } from '@curbstop/contracts';
import { rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';

/** How many are told. */
const LATEST = 100;

/** The files that were posted, the latest first, each with how many of its lines were posted for good. */
export function postedFiles(db: Reader): Promise<PostedFiles['files']> {
  return rows(
    db,
    `SELECT f.id AS "fileId", f.kind, f.name, f.hash, f.posted_at AS "postedAt",
       coalesce(f.posted_by->>'name', f.posted_by->>'kind') AS "postedBy",
       (SELECT count(*)::int FROM payment_file_line l WHERE l.file_id = f.id) AS posted
     FROM payment_file f ORDER BY f.id DESC LIMIT ${LATEST}`,
    [],
  );
}
