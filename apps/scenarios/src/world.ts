import type { Actor } from '@curbstop/contracts';
import { Refused, row, rows, policyAt } from '@curbstop/core';
import type { JournalRow } from '@curbstop/core';
import type { Instant, ProfileName, PolicyParameters } from '@curbstop/policy';
import { clockTime, toInstant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { project } from './events/index.ts';
import type { Happened } from './happened.ts';
import { NameBook } from './names.ts';
import type { Place } from './place.ts';
import type { Scenario } from './read/scenario.ts';
import type { By, Step } from './read/steps.ts';
import { Unreadable } from './read/unreadable.ts';
import type { Wall } from './read/values.ts';

/** Seats of the city's staff, in no order that matters: their ids in the journal. */
const STAFF: readonly By[] = [
  'clerk',
  'cashier',
  'dispatcher',
  'crew',
  'supervisor',
  'appeal_officer',
  'city_manager',
  'public_works_director',
  'admin_services_director',
  'asst_director_finance',
];

/** One life under the controlled clock: a database, the names of the scenario, and what the system recorded so far. */
export class World {
  readonly names: NameBook;
  /** The first message number that a device has not used. */
  private messages = 0;
  private seen = 0;
  private readonly told: Happened[] = [];

  constructor(
    readonly source: DataSource,
    readonly scenario: Scenario,
    readonly profile: ProfileName,
    /** The moment that it is. */
    public now: Instant,
    readonly crewId: number,
  ) {
    this.names = new NameBook(source);
  }

  get policy(): PolicyParameters {
    return policyAt(this.profile, this.now);
  }

  get timeZone(): string {
    return this.policy.timeZone;
  }

  /** Everything that happened so far. */
  get events(): readonly Happened[] {
    return this.told;
  }

  moment({ day, time }: Wall): Instant {
    return toInstant(day, time ?? clockTime('00:00'), this.timeZone);
  }

  /** The account that a step is about. */
  place(step: Step): Place {
    return (
      this.names.place(step.account) ??
      this.cannot(step, `The account "${step.account}" is not there yet when this step comes.`)
    );
  }

  accountId(step: Step): number {
    return this.place(step).accountId;
  }

  /** Who does a step: `by`, or the role that normally does it. */
  actor(step: Step, normally: By): Actor {
    const by = step.by ?? normally;
    if (by === 'customer' || by === 'tenant' || by === 'owner' || by === 'agent')
      return { kind: 'customer', id: this.place(step).customerId };
    return this.staff(by);
  }

  /** Somebody of the city's staff. */
  staff(by: By): Actor {
    return {
      kind: 'staff',
      id: STAFF.indexOf(by) + 1,
      name: by.replaceAll('_', ' '),
      role: by.replaceAll('_', '-'),
    };
  }

  /** A step that this file cannot take, whatever the system says: the file is wrong there. */
  cannot(step: Pick<Step, 'line'>, says: string): never {
    throw new Unreadable(this.scenario.file, step.line, says);
  }

  nextMessage(): number {
    this.messages += 1;
    return this.messages;
  }

  /** Adds an answer that the system gave and that changes nothing, so that no journal tells of it. */
  answered(account: string, event: 'answer' | 'balance', fields: Happened['fields'], says: string): void {
    this.told.push({ at: this.now, account, event, fields, source: { journal: null, says, facts: {} } });
  }

  /** Reads on in the journal. `silently` for what was given: it is the past, and no event of this life. */
  async listen({ silently = false } = {}): Promise<void> {
    const fresh = await rows<JournalRow>(
      this.source,
      `SELECT seq, xid::text AS xid, stream, at, account_id AS "accountId", event, clause, facts, actor
       FROM journal WHERE seq > $1 ORDER BY seq`,
      [this.seen],
    );
    for (const each of fresh) {
      const account = each.accountId === null ? null : await this.names.account(each.accountId);
      const happened = await project(each, account, this.names);
      if (happened && !silently) this.told.push(happened);
      this.seen = each.seq;
    }
  }

  /** Runs what may be refused; the refusal is in the journal by then. True when it was not. */
  async unlessRefused(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  }

  /** One value of a query that always has one. */
  async one<T>(sql: string, parameters: unknown[]): Promise<T> {
    const found = await row<T>(this.source, sql, parameters);
    if (found === null) throw new Error(`Nothing was found: ${sql}`);
    return found;
  }
}
