import type { CityClock } from '@curbstop/contracts';
import { clockView, policyAt, theCity } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { BillingConfig, City } from '../parts.ts';

/** The city's clock as screens are told it. */
export async function clockNow(
  source: DataSource,
  { clock, turnable }: City,
  { demo }: BillingConfig,
): Promise<CityClock> {
  if (turnable) return clockView(source, turnable, demo);
  const now = clock.now();
  const { profile, name } = await theCity(source);
  const { timeZone, screenUnits: units } = policyAt(profile, now);
  return { now, timeZone, units, city: name, demo, turning: null };
}
