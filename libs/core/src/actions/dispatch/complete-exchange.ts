import type { Actor, Evidence } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { isSameSerial } from '@curbstop/work-orders';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Conflict, Invalid, Refused } from '../../db/errors.ts';
import { rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { exchangeIn } from '../meters/exchange-meter.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';

/** A crew exchanged a meter that its order is no longer for: what it sent is kept for dispatch, and nothing is exchanged twice. */
export class ExchangedMeanwhile extends Refused {}

interface MeterThere {
  readonly id: number;
  readonly serial: string;
}

/** Whether the meter that the crew took out stood here before, and another does now. */
async function stoodHereBefore(tx: Tx, order: WorkOrder, serial: string): Promise<boolean> {
  const before = await rows<{ serial: string }>(
    tx,
    `SELECT m.serial FROM meter_installation i JOIN meter m ON m.id = i.meter_id
     WHERE i.service_point_id = $1 AND i.removed_on IS NOT NULL`,
    [order.servicePointId],
  );
  return before.some((meter) => isSameSerial(serial, meter.serial));
}

/** Throws {@link ExchangedMeanwhile} where the order was called off, or the meter is no longer the one that the crew took out. */
export async function checkStillThere(
  tx: Tx,
  order: WorkOrder,
  evidence: Evidence,
  meter: MeterThere | null,
): Promise<void> {
  const { meterSerial, newMeter } = evidence;
  if (newMeter == null) return;
  if (order.state === 'cancelled')
    throw new ExchangedMeanwhile(`Order ${order.number} was called off. ${order.outcome ?? ''}`.trim(), [order.clause]);
  if (meter === null || meterSerial === null || isSameSerial(meterSerial, meter.serial)) return;
  if (await stoodHereBefore(tx, order, meterSerial))
    throw new ExchangedMeanwhile(`Meter ${meterSerial} was exchanged for ${meter.serial} meanwhile.`, [order.clause]);
}

/** Exchanges the meter as the desk does, at the moment at which the crew did it. The account and the order are locked. */
export async function exchangeByCrew(
  tx: Tx,
  order: WorkOrder,
  evidence: Evidence,
  meter: MeterThere | null,
  by: { readonly actor: Actor; readonly at: Instant },
  now: Instant,
): Promise<void> {
  const { newMeter, register, registerUnit, note } = evidence;
  if (newMeter == null || register === null) return;
  if (meter === null) throw new Refused('There is no meter at this place.', [order.clause]);
  const { serial, size, dial, keepsRadio } = newMeter;
  const exchange = {
    accountId: order.accountId,
    meterId: meter.id,
    closingRegister: register,
    closingUnit: registerUnit,
    newSerial: serial,
    newSize: size,
    newDigits: dial.digits,
    newUnit: dial.unit,
    newMultiplier: dial.multiplier,
    openingRegister: newMeter.register,
    keepsRadio,
    reason: [`Order ${order.number}.`, order.reason ?? '', note].filter((part) => part !== '').join(' '),
  };
  const account = await lockAccountSnapshot(tx, order.accountId, now);
  try {
    await exchangeIn(tx, account, exchange, { ...by, source: 'crew', orderId: order.id }, now);
  } catch (error) {
    // A tablet has no field to show it at: the crew reads it as the answer to the whole.
    if (error instanceof Invalid || error instanceof Conflict) throw new Refused(error.says, [order.clause]);
    throw error;
  }
}
