import type { Item } from './item.ts';
import type { Read } from './values.ts';
import { anyOf } from './unreadable.ts';

/** One field of a map: how it is read, and what it is when it is left out. */
export interface Field<T> {
  readonly read: Read<T>;
  readonly absent: { readonly is: T } | null;
}
export type Fields = Readonly<Record<string, Field<unknown>>>;
export type ValuesOf<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** A field that has to be there. */
export const need = <T>(read: Read<T>): Field<T> => ({ read, absent: null });
/** A field that is undefined when it is left out. */
export const may = <T>(read: Read<T>): Field<T | undefined> => ({ read, absent: { is: undefined } });
/** A field with the value that it has when it is left out. */
export const orElse = <T>(read: Read<T>, is: T): Field<T> => ({ read, absent: { is } });

/** Reads a map whose fields are all known; fails at the field that is not, or that is missing. */
export function readFields<F extends Fields>(item: Item, fields: F): ValuesOf<F> {
  const given = new Map(item.fields.map((each) => [each.name, each]));
  for (const each of given.values()) {
    if (!Object.hasOwn(fields, each.name))
      each.fail(`${item.name} has no field "${each.name}". Allowed are ${anyOf(Object.keys(fields))}.`);
  }
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const found = given.get(name);
    if (found) values[name] = field.read(found);
    else if (field.absent) values[name] = field.absent.is;
    else item.fail(`${item.name} needs the field "${name}".`);
  }
  return values as ValuesOf<F>;
}

/** A reader of such a map. */
export const mapOf =
  <F extends Fields>(fields: F): Read<ValuesOf<F>> =>
  (item) =>
    readFields(item, fields);
