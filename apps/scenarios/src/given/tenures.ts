import { randomUUID } from 'node:crypto';
import { inTransaction, postEntries, row, allocateCredits, sqlInstant } from '@curbstop/core';
import type { Day } from '@curbstop/policy';
import { cents, startOfDay } from '@curbstop/policy';
import type { World } from '../world.ts';
import type { Givers } from './giver.ts';

async function openedOn(world: World, accountId: number): Promise<Day> {
  const { day } = await world.one<{ day: Day }>('SELECT opened_on AS day FROM account WHERE id = $1', [accountId]);
  return day;
}

/** A deposit that is held, a Landlord Trust on file, and a meter that is read by hand. */
export const giversOfTenures: Givers = {
  deposit: async (world, amount, { place: { accountId } }) => {
    const valueDate = await openedOn(world, accountId);
    const at = startOfDay(valueDate, world.timeZone);
    await inTransaction(world.source, async (tx) => {
      const paid = await row<{ id: number }>(
        tx,
        `INSERT INTO payment (account_id, idempotency_key, amount, method, channel, reference, received_at, effective, purpose)
         VALUES ($1, $2, $3, 'cash', 'counter', 'Deposit', $4, $5, 'deposit') RETURNING id`,
        [accountId, randomUUID(), amount, sqlInstant(at), valueDate],
      );
      const entry = { accountId, valueDate, billId: null, actKey: null };
      await postEntries(tx, [{ ...entry, kind: 'deposit', amount, clause: 'A.2', paymentId: null }], at);
      const payment = { ...entry, kind: 'payment' as const, amount: cents(-amount), clause: 'A.2.a' as const };
      await postEntries(tx, [{ ...payment, paymentId: paid?.id ?? null }], at);
      await allocateCredits(tx, [accountId], valueDate);
    });
  },
  'landlord-trust': async (world, _value, { name, place, given }) => {
    const owner =
      given.customer === 'landlord'
        ? { id: place.customerId }
        : await world.one<{ id: number }>('INSERT INTO customer (name) VALUES ($1) RETURNING id', [`Owner of ${name}`]);
    const began = startOfDay(await openedOn(world, place.accountId), world.timeZone);
    await world.source.query('INSERT INTO landlord_trust (service_point_id, owner_id, began_at) VALUES ($1, $2, $3)', [
      place.servicePointId,
      owner.id,
      sqlInstant(began),
    ]);
  },
  meter: async (world, _value, { place: { accountId } }) => {
    await world.source.query('INSERT INTO meter_opt_out (account_id, from_day) VALUES ($1, $2)', [
      accountId,
      await openedOn(world, accountId),
    ]);
  },
};
