import type { PaperFacts, PaperKind } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { NotFound } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { agreementPaper } from './agreement.ts';
import { billPaper } from './bill.ts';
import { paperSource } from './head.ts';
import type { PaperSource } from './head.ts';
import { disconnectionPaper, hangerPaper, reminderPaper, tenantPaper } from './notices.ts';
import { receiptPaper } from './receipt.ts';
import { finalHangerPaper, restorePaper, returnedTagPaper, signUpTagPaper, tagPaper } from './tags.ts';

type Load = (source: PaperSource, record: string | null) => Promise<PaperFacts> | PaperFacts;

/** The number of a notice or a payment; what is no number names none of them. */
function idIn(record: string | null): number | null {
  if (record === null) return null;
  if (!/^[1-9]\d{0,8}$/.test(record)) throw new NotFound('There is no such record.');
  return Number(record);
}

const LOADERS: Readonly<Record<PaperKind, Load>> = {
  disconnection: (source, record) => disconnectionPaper(source, idIn(record)),
  'door-hanger': hangerPaper,
  reminder: reminderPaper,
  tenant: tenantPaper,
  'door-hanger-final': finalHangerPaper,
  'door-tag': tagPaper,
  'blue-tag-signup': signUpTagPaper,
  'blue-tag-nsf': returnedTagPaper,
  restore: restorePaper,
  bill: billPaper,
  receipt: (source, record) => receiptPaper(source, idIn(record)),
  agreement: (source, record) => agreementPaper(source, idIn(record)),
};

/**
 * The facts of a paper of an account, from its records; `record` is the number of the bill, the notice, the payment or the arrangement, the newest
 * where it is left out. Refused where the account gives no reason for the paper.
 */
export async function paperFacts(
  db: Reader,
  asked: { readonly kind: PaperKind; readonly accountId: number; readonly record?: string | null },
  now: Instant,
): Promise<PaperFacts> {
  return LOADERS[asked.kind](await paperSource(db, asked.accountId, now), asked.record ?? null);
}

/** The account of a number as it is printed. */
export async function accountOfNumber(db: Reader, number: string): Promise<number> {
  const found = await row<{ id: number }>(db, 'SELECT id FROM account WHERE number = $1', [number]);
  if (!found) throw new NotFound(`There is no account ${number}.`);
  return found.id;
}
