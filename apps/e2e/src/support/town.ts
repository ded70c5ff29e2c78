import { randomUUID } from 'node:crypto';
import { crewAction } from '@curbstop/contracts';
import type { Actor } from '@curbstop/contracts';
import {
  Refused,
  assignOrders,
  applyCrewAction,
  changeAccounts,
  issuePermit,
  loadAccounts,
  nextAlarm,
  releaseOrders,
  row,
  rows,
  allocateCredits,
  sqlInstant,
  runDue,
  policyAt,
} from '@curbstop/core';
import type { AccountSnapshot } from '@curbstop/core';
import { addDays, dayOf, dueDate, mayCloseFor } from '@curbstop/policy';
import type { Day, Instant } from '@curbstop/policy';
import type { BuiltAccount, TestClock } from '@curbstop/testing';
import type { DataSource } from 'typeorm';
import type { Chance } from './chance.ts';
import { closed, hung, opened } from './hands.ts';

export const STAFF: Actor = { kind: 'staff', id: 1, name: 'A walker', role: 'admin' };
const ON_ITS_WAY = ['listed', 'released', 'assigned', 'cannot-complete'];

interface Order {
  readonly id: number;
  readonly accountId: number;
  readonly kind: string;
  readonly state: string;
}

/** Accounts that live a year beside each other through the core's own transactions, and who does what to them. */
export class Town {
  /** How often each thing happened. */
  readonly tally: Record<string, number> = {};
  /** Closes that the gate, asked afresh, would have refused. */
  readonly wrong: string[] = [];

  constructor(
    readonly source: DataSource,
    readonly clock: TestClock,
    readonly chance: Chance,
    readonly crewId: number,
    readonly accounts: readonly BuiltAccount[],
  ) {}

  get now(): Instant {
    return this.clock.now();
  }

  get today(): Day {
    return dayOf(this.now, 'America/Los_Angeles');
  }

  count(what: string): void {
    this.tally[what] = (this.tally[what] ?? 0) + 1;
  }

  /** The alarm clock rings at every moment that somebody is due at, up to this one. */
  async goOnTo(at: Instant): Promise<void> {
    for (;;) {
      const next = await nextAlarm(this.source);
      if (next === null || next > at) break;
      if (next > this.now) this.clock.set(next);
      await runDue(this.source, this.now);
    }
    if (at > this.now) this.clock.set(at);
  }

  /** Does something that the policy may refuse; anything else that goes wrong is a fault. */
  async ask(what: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      this.count(what);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.count(`${what}, refused`);
      return false;
    }
  }

  async caseOf(accountId: number): Promise<AccountSnapshot> {
    const [account] = await loadAccounts(this.source, [accountId], this.now, { lock: false });
    if (!account) throw new Error(`Account ${accountId} is gone.`);
    return account;
  }

  /** B.1: the bills of a group, which take what is left of earlier payments. */
  async bill(accounts: readonly BuiltAccount[]): Promise<void> {
    const ids = accounts.map((account) => account.accountId);
    const due = dueDate(this.today, policyAt('glendora', this.now));
    await changeAccounts(this.source, { accountIds: ids, actor: STAFF, now: this.now }, async ({ tx }) => {
      await tx.query(
        `WITH made AS (
           INSERT INTO bill (account_id, number, kind, bill_date, due, period_from, period_to, amount, policy_profile, policy_version)
           SELECT id, $3 || '-' || id, 'regular', $3::date, $4::date, $3::date - 56, $3::date, amount, 'glendora', '2020-01-14'
           FROM unnest($1::int[], $2::bigint[]) AS it (id, amount) RETURNING id, account_id, amount)
         INSERT INTO ledger_entry (account_id, kind, amount, value_date, posted_at, clause, bill_id)
         SELECT account_id, 'bill', amount, $3::date, $5, 'B.1', id FROM made`,
        [ids, ids.map(() => 3_000 + this.chance.below(17_000)), this.today, due, sqlInstant(this.now)],
      );
      await allocateCredits(tx, ids, this.today);
    });
    this.tally['bill'] = (this.tally['bill'] ?? 0) + ids.length;
  }

  /** A crew goes out with the order that an account has, whatever it is for. */
  async sendCrew(account: BuiltAccount): Promise<void> {
    const order = await row<Order>(
      this.source,
      `SELECT id, account_id AS "accountId", kind, state FROM work_order
       WHERE account_id = $1 AND state = ANY($2) ORDER BY (kind LIKE 'turn-off%' OR kind LIKE 'reconnect%') DESC, id LIMIT 1`,
      [account.accountId, ON_ITS_WAY],
    );
    if (!order) return;
    const ids = [order.id];
    if (order.state === 'listed' || order.state === 'cannot-complete')
      await releaseOrders(this.source, ids, STAFF, this.now);
    await assignOrders(this.source, ids, this.crewId, STAFF, this.now);
    const [out] = await rows<Order>(
      this.source,
      `SELECT id, account_id AS "accountId", kind, state FROM work_order WHERE id = ANY($1) AND state = 'assigned'`,
      [ids],
    );
    if (out) await this.atTheDoor(account, out);
  }

  private async atTheDoor(account: BuiltAccount, order: Order): Promise<void> {
    const off = order.kind.startsWith('turn-off');
    const found = { meterSerial: account.meterSerial, register: '80.000', at: this.now };
    let permitId: string | null = null;
    if (off) {
      const each = await this.caseOf(account.accountId);
      const verdict = mayCloseFor(order.kind, each.facts, policyAt(each.profile, this.now), this.now);
      const input = { crewId: this.crewId, orderId: order.id };
      const answer = await issuePermit(this.source, input, () => 'signed', STAFF, this.now);
      if (!answer.mayClose) {
        this.count('no permit');
        return;
      }
      permitId = answer.permit.permitId;
      if (!verdict.mayClose)
        this.wrong.push(`Order ${order.id} had a permit although ${verdict.because.join(', ')} bind.`);
    }
    const action = crewAction.parse({
      type: 'complete',
      id: randomUUID(),
      seq: 1,
      deviceAt: this.now,
      baseVersion: 0,
      orderId: order.id,
      evidence: off ? closed(found, permitId) : order.kind.startsWith('reconnect') ? opened(found) : hung(found),
    });
    await applyCrewAction(this.source, { crewId: this.crewId, actor: STAFF }, action, this.now);
    const after = await row<Pick<Order, 'state'>>(this.source, 'SELECT state FROM work_order WHERE id = $1', [
      order.id,
    ]);
    this.count(`${order.kind} ${after?.state ?? 'gone'}`);
  }

  /** Bills of an account that a person may name, the latest last. */
  async billIds(accountId: number): Promise<number[]> {
    const found = await rows<{ id: number }>(
      this.source,
      'SELECT id FROM bill WHERE account_id = $1 AND replaced_by IS NULL AND bill_date > $2 ORDER BY bill_date',
      [accountId, addDays(this.today, -80)],
    );
    return found.map(({ id }) => id);
  }
}
