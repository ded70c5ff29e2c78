import { randomUUID } from 'node:crypto';
import { crewAction } from '@curbstop/contracts';
import type { Actor } from '@curbstop/contracts';
import {
  assignOrders,
  balanceOf,
  applyCrewAction,
  claimForSend,
  dueCommands,
  changeAccounts,
  issuePermit,
  loadAccounts,
  recordStatus,
  releaseOrders,
  row,
  rows,
  sqlInstant,
  runDue,
  takePayment,
  policyAt,
} from '@curbstop/core';
import { cents, dayOf, mayClose } from '@curbstop/policy';
import type { Instant, Verdict } from '@curbstop/policy';
import type { BuiltAccount, TestClock } from '@curbstop/testing';
import type { DataSource } from 'typeorm';
import { closed } from './hands.ts';

/** One thing that may happen; `who` is 0 for the account that a crew turns off and 1 for the remote valve. */
export type Step =
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'morning' | 'dispatch' | 'permit' | 'send' | 'report' }
  | { readonly do: 'pay'; readonly who: 0 | 1; readonly what: 'a cent' | 'all but a cent' | 'all' }
  | { readonly do: 'hold'; readonly who: 0 | 1; readonly inMinutes: number; readonly forMinutes: number | null }
  | { readonly do: 'lift'; readonly who: 0 | 1 }
  | { readonly do: 'notice'; readonly who: 0 | 1; readonly what: 'returned' | 'mailed' }
  | { readonly do: 'complete'; readonly permit: 'newest' | 'oldest' | 'none'; readonly turned: 'now' | 'early' };

const STAFF: Actor = { kind: 'staff', id: 1, name: 'A walker', role: 'admin' };
const LIMITS = { perMinute: 1_000, perHour: 1_000 };
const MINUTE = 60_000;

interface Permit {
  readonly id: string;
  readonly orderId: number;
  readonly issuedAt: Instant;
}

/** Two accounts on their way through the policy, and whoever does something to them, in any order. */
export class Walk {
  private readonly permits: Permit[] = [];
  /** Closes that were let through, by whom. */
  readonly closes = { crew: 0, valve: 0 };
  /** Closes that the gate, asked afresh, would have refused. */
  readonly wrong: string[] = [];

  constructor(
    private readonly source: DataSource,
    private readonly clock: TestClock,
    private readonly crewId: number,
    private readonly accounts: readonly [BuiltAccount, BuiltAccount],
  ) {}

  async take(step: Step): Promise<void> {
    const now = this.clock.now();
    switch (step.do) {
      case 'wait':
        this.clock.advance({ minutes: step.minutes });
        return;
      case 'morning': {
        const today = dayOf(now, 'America/Los_Angeles');
        const eight = Date.parse(`${today}T15:05:00Z`);
        this.clock.set((eight > now ? eight : eight + 24 * 60 * MINUTE) as Instant);
        return;
      }
      case 'dispatch':
        return this.dispatch(now);
      case 'permit':
        return this.askPermit(now);
      case 'complete':
        return this.complete(step, now);
      case 'send':
        return this.send(now);
      case 'report':
        await recordStatus(
          this.source,
          this.accounts[1].deviceId,
          { v: 1, seq: 1, bootId: 1, t: new Date(now).toISOString(), valve: 'closed', flow: 0 },
          now,
        );
        return;
      case 'pay':
        return this.pay(step, now);
      case 'hold':
        return this.hold(step, now);
      case 'lift':
        return this.change(
          step.who,
          'UPDATE hold SET lifted_at = $2 WHERE account_id = $1 AND lifted_at IS NULL',
          [sqlInstant(now)],
          now,
        );
      case 'notice':
        return this.change(
          step.who,
          "UPDATE notice SET mailed_on = $2 WHERE account_id = $1 AND kind = 'disconnection'",
          [step.what === 'returned' ? null : dayOf(now, 'America/Los_Angeles')],
          now,
        );
    }
  }

  /** What bills and fees are unpaid, and credits unused, against the sum of the ledger. */
  async books(): Promise<{ readonly owed: number; readonly balance: number }[]> {
    const cases = await loadAccounts(
      this.source,
      this.accounts.map((account) => account.accountId),
      this.clock.now(),
      { lock: false },
    );
    return Promise.all(
      cases.map(async ({ accountId, facts }) => {
        const unused = await row<{ left: number }>(
          this.source,
          `SELECT coalesce(sum(-e.amount - coalesce((SELECT sum(amount) FROM allocation WHERE credit_id = e.id), 0)), 0)::bigint AS left
           FROM ledger_entry e WHERE e.account_id = $1 AND e.amount < 0`,
          [accountId],
        );
        const bills = facts.bills.reduce((sum, bill) => sum + bill.unpaidCharges + bill.unpaidPenalty, 0);
        const fees = facts.fees.reduce((sum, fee) => sum + fee.unpaid, 0);
        return { owed: bills + fees - (unused?.left ?? 0), balance: await balanceOf(this.source, accountId) };
      }),
    );
  }

  private async dispatch(now: Instant): Promise<void> {
    await runDue(this.source, now);
    const ids = this.accounts.map((account) => account.accountId);
    const listed = await rows<{ id: number }>(
      this.source,
      "SELECT id FROM work_order WHERE account_id = ANY($1) AND state = 'listed'",
      [ids],
    );
    if (listed.length > 0)
      await releaseOrders(
        this.source,
        listed.map(({ id }) => id),
        STAFF,
        now,
      );
    const free = await rows<{ id: number }>(
      this.source,
      "SELECT id FROM work_order WHERE account_id = $1 AND state = 'released'",
      [this.accounts[0].accountId],
    );
    if (free.length > 0)
      await assignOrders(
        this.source,
        free.map(({ id }) => id),
        this.crewId,
        STAFF,
        now,
      );
  }

  private async askPermit(now: Instant): Promise<void> {
    const order = await row<{ id: number }>(
      this.source,
      "SELECT id FROM work_order WHERE account_id = $1 AND kind = 'turn-off' AND crew_id IS NOT NULL ORDER BY id DESC LIMIT 1",
      [this.accounts[0].accountId],
    );
    if (!order) return;
    const verdict = await this.gate(0, now);
    const answer = await issuePermit(
      this.source,
      { crewId: this.crewId, orderId: order.id },
      () => 'signed',
      STAFF,
      now,
    );
    if (!answer.mayClose) return;
    this.judge('a permit', verdict);
    this.permits.push({ id: answer.permit.permitId, orderId: order.id, issuedAt: now });
  }

  private async complete(step: Extract<Step, { do: 'complete' }>, now: Instant): Promise<void> {
    const permit = step.permit === 'oldest' ? this.permits[0] : this.permits.at(-1);
    if (!permit) return;
    const at = step.turned === 'now' ? now : (Math.min(permit.issuedAt + MINUTE, now) as Instant);
    const verdict = await this.gate(0, at);
    const found = { meterSerial: this.accounts[0].meterSerial, register: '80.000', at };
    const evidence = closed(found, step.permit === 'none' ? null : permit.id);
    const action = crewAction.parse({
      type: 'complete',
      id: randomUUID(),
      seq: 1,
      deviceAt: at,
      baseVersion: 0,
      orderId: permit.orderId,
      evidence,
    });
    const before = await this.stateOf(permit.orderId);
    await applyCrewAction(this.source, { crewId: this.crewId, actor: STAFF }, action, now);
    if (before === 'completed' || (await this.stateOf(permit.orderId)) !== 'completed') return;
    this.closes.crew += 1;
    this.judge('a completion', verdict);
  }

  private async send(now: Instant): Promise<void> {
    for (const id of await dueCommands(this.source, now)) {
      const verdict = await this.gate(1, now);
      const out = await claimForSend(this.source, id, LIMITS, now);
      if (out?.command.action !== 'close') continue;
      this.closes.valve += 1;
      this.judge('a command', verdict);
    }
  }

  private async pay({ who, what }: Extract<Step, { do: 'pay' }>, now: Instant): Promise<void> {
    const { accountId } = this.accounts[who];
    const owed = await balanceOf(this.source, accountId);
    const amount = what === 'a cent' ? 1 : what === 'all' ? owed : owed - 1;
    if (amount < 1) return;
    const input = {
      accountId,
      amount: cents(amount),
      method: 'cash',
      channel: 'counter',
      reference: '',
      idempotencyKey: randomUUID(),
    } as const;
    await takePayment(this.source, input, STAFF, now);
  }

  private hold(step: Extract<Step, { do: 'hold' }>, now: Instant): Promise<void> {
    const from = (now + step.inMinutes * MINUTE) as Instant;
    const until = step.forMinutes === null ? null : ((from + step.forMinutes * MINUTE) as Instant);
    return this.change(
      step.who,
      `INSERT INTO hold (account_id, kind, clause, from_at, until_at, reason) VALUES ($1, 'appeal', 'D.6', $2, $3, 'An appeal.')`,
      [sqlInstant(from), sqlInstant(until)],
      now,
    );
  }

  /** A fact changes as every transaction of the house changes it: with the account locked, and what follows from it. */
  private change(who: 0 | 1, sql: string, parameters: unknown[], now: Instant): Promise<void> {
    const { accountId } = this.accounts[who];
    return changeAccounts(this.source, { accountIds: [accountId], actor: STAFF, now }, async ({ tx }) => {
      await tx.query(sql, [accountId, ...parameters]);
    });
  }

  private async gate(who: 0 | 1, at: Instant): Promise<Verdict> {
    const [account] = await loadAccounts(this.source, [this.accounts[who].accountId], this.clock.now(), {
      lock: false,
    });
    if (!account) throw new Error('The account is gone.');
    return mayClose(account.facts, policyAt(account.profile, at), at);
  }

  private judge(what: string, verdict: Verdict): void {
    // A tablet's clock may differ by two minutes, so the end of the window alone is no reason.
    const binding = verdict.terms.filter(
      (term) => term.binds && (what !== 'a completion' || term.code !== 'close-window'),
    );
    if (binding.length > 0)
      this.wrong.push(`There was ${what} although: ${binding.map((term) => term.says).join(' ')}`);
  }

  private async stateOf(orderId: number): Promise<string | undefined> {
    return (await row<{ state: string }>(this.source, 'SELECT state FROM work_order WHERE id = $1', [orderId]))?.state;
  }
}
