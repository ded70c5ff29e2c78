import type { Cents, CustomerClass, Day, MeterSize, Profile, Tariff } from '@curbstop/policy';
import { METER_SIZES, profiles, DEMO_TARIFF } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { inTransaction, rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { Fee, TariffRow } from './tariff.entity.ts';

const price = z
  .int()
  .nonnegative()
  .transform((value) => value as Cents);
const tariffBody = z.object({
  name: z.string(),
  periodDays: z.int().positive(),
  fixed: z.record(z.enum(METER_SIZES), price),
  tiers: z.array(z.object({ upTo: z.int().positive().nullable(), price })),
});

const CLASSES: readonly CustomerClass[] = ['residential', 'commercial', 'state', 'government'];

/** Adopts a city's dated fees and prices; what is there already stays as it is. */
export async function seedCity(source: DataSource, profile: keyof typeof profiles): Promise<void> {
  const city: Profile = profiles[profile];
  await inTransaction(source, async (tx) => {
    const fees = city.versions.flatMap((policy) =>
      Object.entries(policy.fees).map(([kind, fee]) => ({
        profile,
        kind,
        effectiveFrom: policy.version,
        amount: fee.amount,
        clause: fee.clause,
        cite: fee.cite,
      })),
    );
    await tx.createQueryBuilder().insert().into(Fee).values(fees).orIgnore().execute();
    const first = city.versions[0];
    if (!first) throw new RangeError(`The profile ${profile} has no version.`);
    await tx
      .createQueryBuilder()
      .insert()
      .into(TariffRow)
      .values(
        CLASSES.map((each) => ({
          profile,
          class: each,
          effectiveFrom: first.version,
          body: DEMO_TARIFF as unknown as object,
          cite: 'Invented demo tariff, 56 days; no city charges it.',
        })),
      )
      .orIgnore()
      .execute();
  });
}

/** The prices in force on a day for each class. A class without one cannot be billed. */
export async function tariffsOn(db: Reader, profile: string, on: Day): Promise<ReadonlyMap<CustomerClass, Tariff>> {
  const found = await rows<{ class: CustomerClass; body: unknown }>(
    db,
    `SELECT DISTINCT ON (class) class, body FROM tariff WHERE profile = $1 AND effective_from <= $2
     ORDER BY class, effective_from DESC`,
    [profile, on],
  );
  return new Map(
    found.map((row): [CustomerClass, Tariff] => {
      const body = tariffBody.parse(row.body);
      return [row.class, { ...body, fixed: body.fixed as Readonly<Record<MeterSize, Cents>> }];
    }),
  );
}

/** The fee of a kind on a day, with its clause. */
export async function feeOn(
  db: Reader,
  profile: string,
  kind: string,
  on: Day,
): Promise<Pick<Fee, 'amount' | 'clause'>> {
  const [fee] = await rows<Pick<Fee, 'amount' | 'clause'>>(
    db,
    `SELECT amount, clause FROM fee WHERE profile = $1 AND kind = $2 AND effective_from <= $3
     ORDER BY effective_from DESC LIMIT 1`,
    [profile, kind, on],
  );
  if (!fee) throw new Error(`${profile} has set no ${kind} on ${on}.`);
  return fee;
}
