import type { BuiltAccount } from '@curbstop/testing';

/** What the edge of the city is for one account: its meter, its device, the customer. */
export interface Place extends BuiltAccount {
  readonly customerId: number;
  readonly remote: boolean;
}
