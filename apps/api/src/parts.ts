import type { CityClock, Clock } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import type { Logger } from 'pino';
import type { BillingConfig } from './config.ts';

/** What the controllers are given, by name. */
export const CONFIG = Symbol('config');
export const CITY = Symbol('city');
/** The database for the crews, for who is signed in, and for what is pushed to screens, as `@InjectDataSource` names it: a pool that the office cannot use up. */
export const FIELD = 'field';
export const LOG = Symbol('log');
/** The policy's text as the city adopted it. */
export const WORDING = Symbol('wording');

/** Time as the API sees it. The one edge where the machine's clock comes in is `app.ts`. */
export interface City {
  /** The city's time: what every rule is given. */
  readonly clock: Clock;
  /** The same clock when it can be turned and says so; null where a test turns it. */
  readonly turnable: CityClock | null;
  /** The machine's time, which sessions and heartbeats live by: turning the city's clock must not sign anyone out. */
  readonly machine: () => Instant;
  /** What is wrong with the machine's clock, in a sentence. */
  readonly trouble: () => string | null;
}

export type { BillingConfig, Logger };
