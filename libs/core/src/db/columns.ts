import type { Instant } from '@curbstop/policy';
import type { ColumnOptions, ColumnType, ValueTransformer } from 'typeorm';
import { Column } from 'typeorm';
import { sqlInstant } from './types.ts';

const asInstant: ValueTransformer = {
  to: (at: Instant | null | undefined) => (at === undefined ? undefined : sqlInstant(at)),
  from: (at: Instant | null) => at,
};

/** A `timestamptz` column that is an {@link Instant} in code. */
export function InstantColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'timestamptz', transformer: asInstant });
}

/** A `bigint` column of whole cents or litres. The driver already gives exact numbers. */
export function CountColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'bigint' });
}

/** The type of a transaction's number. TypeORM does not list it; `openDatabase` of the records tells its driver. */
export const XID8 = 'xid8' as ColumnType;
