import type { AccountGiven } from '../read/given.ts';
import type { Place } from '../place.ts';
import type { World } from '../world.ts';

/** An account that is being made. */
export interface Giving {
  readonly name: string;
  readonly place: Place;
  readonly given: AccountGiven;
  /** Those made before it and with it. */
  readonly all: ReadonlyMap<string, Place>;
}

/** Makes true what `given` says in one field of an account, where it is not the default. */
export type Giver<K extends keyof AccountGiven> = (
  world: World,
  value: NonNullable<AccountGiven[K]>,
  account: Giving,
) => Promise<void>;

/** Givers by field. A field that no section gives can only have its default. */
export type Givers = { readonly [K in keyof AccountGiven]?: Giver<K> };
