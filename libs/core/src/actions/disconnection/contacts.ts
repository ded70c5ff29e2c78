import type { Actor } from '@curbstop/contracts';
import type { ContactFacts, Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Conflict, Invalid } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { closeTasks } from '../../records/tasks/tasks.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { REACH, requireReach } from '../../records/requests/date-window.ts';
import { ContactMade } from '../../records/account-history/account-history.entity.ts';

export interface NewContact {
  readonly accountId: number;
  readonly idempotencyKey: string;
  readonly kind: ContactFacts['kind'];
  /** When they talked. */
  readonly at: Instant;
  readonly note: string;
}

/** Reading 11: somebody talked with an adult of the household, by telephone or in person. It is kept once. */
export async function recordContact(
  source: DataSource,
  newContact: NewContact,
  actor: Actor,
  now: Instant,
): Promise<void> {
  if (newContact.at > now) throw new Invalid('at', 'The talk has already been held: give a moment up to now.');
  const { accountId, kind } = newContact;
  await changeAccounts(source, { accountIds: [accountId], actor, now }, async (change) => {
    const { tx } = change;
    const { profile } = await lockAccountSnapshot(tx, accountId, now);
    const reach = { field: 'at', what: 'when they talked', on: newContact.at, reach: REACH.contact };
    requireReach(reach, policyAt(profile, now).timeZone, now);
    const made = await row<{ id: number }>(
      tx,
      `INSERT INTO contact_made (account_id, idempotency_key, kind, at, by_whom, note) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (idempotency_key) DO NOTHING RETURNING id`,
      [accountId, newContact.idempotencyKey, kind, sqlInstant(newContact.at), JSON.stringify(actor), newContact.note],
    );
    if (!made) {
      const before = await tx.findOneBy(ContactMade, { idempotencyKey: newContact.idempotencyKey });
      if (before?.accountId !== accountId) throw new Conflict('This key was used for another talk.');
      return;
    }
    const facts = { contactId: made.id, kind, talkedAt: newContact.at };
    await append(tx, [{ event: 'contact.made', facts, at: now, actor, clause: 'E.2.a', accountId }]);
    if (kind === 'phone') await closeTasks(change, { accountId, kind: 'phone-contact', outcome: 'Called.' });
  });
}
