import { cityProfile, crewDays, crewJob, dispatchOrders, rows, policyAt } from '@curbstop/core';
import type { JournalRow } from '@curbstop/core';
import { dayOf } from '@curbstop/policy';
import { newsOf } from './news.ts';
import { awaitsDelivery, recallFrom } from './recall.ts';
import type { RecallParts } from './recall.ts';
import { anyoneIn, ROOMS } from './rooms.ts';
import type { LiveServer } from './rooms.ts';

/** Orders read at once. */
const CHUNK = 100;
/** Several changes make one `day` or `tasks`, so many milliseconds after the first. */
const DAY_NEWS_AFTER_MS = 400;

/** Turns what was committed into messages: the record as it stands now, to those whose work it is. */
export class Teller {
  private dayTimer: NodeJS.Timeout | null = null;
  private tasksTimer: NodeJS.Timeout | null = null;

  constructor(
    private readonly io: LiveServer,
    private readonly parts: RecallParts,
  ) {}

  async tell(journal: readonly JournalRow[]): Promise<void> {
    const news = newsOf(journal);
    for (const accountId of news.accountIds) this.io.to(ROOMS.account(accountId)).emit('account', accountId);
    if (news.day) this.tellDay();
    if (news.tasks) this.tellTasks();
    if (this.io.sockets.sockets.size === 0) return;
    const touched = await rows<{ id: number; crewId: number | null }>(
      this.parts.source,
      `SELECT id, crew_id AS "crewId" FROM work_order
       WHERE id = ANY($1) OR (account_id = ANY($2) AND finished_at IS NULL) ORDER BY id`,
      [news.orderIds, news.accountIds],
    );
    // Crews first: a crew that stands at a valve must hear before the screens do.
    for (const { id, crewId } of touched) if (crewId !== null) await this.tellCrew(crewId, id);
    await this.tellFormerCrews(news.orderIds);
    if (!anyoneIn(this.io, ROOMS.dispatch)) return;
    for (let from = 0; from < touched.length; from += CHUNK) {
      const ids = touched.slice(from, from + CHUNK).map(({ id }) => id);
      for (const order of await dispatchOrders(this.parts.source, ids, this.parts.city.clock.now()))
        this.io.to(ROOMS.dispatch).emit('order', order);
    }
  }

  /** Dispatchers see where a crew is. */
  async tellPosition(crewId: number): Promise<void> {
    if (!anyoneIn(this.io, ROOMS.dispatch)) return;
    const now = this.parts.city.clock.now();
    const { timeZone } = policyAt(await cityProfile(this.parts.source), now);
    const crews = await crewDays(this.parts.source, dayOf(now, timeZone), now);
    for (const crew of crews) if (crew.crewId === crewId) this.io.to(ROOMS.dispatch).emit('crew', crew);
  }

  tellDay(): void {
    this.dayTimer ??= setTimeout(() => {
      this.dayTimer = null;
      this.io.to(ROOMS.dispatch).emit('day');
    }, DAY_NEWS_AFTER_MS);
  }

  tellTasks(): void {
    this.tasksTimer ??= setTimeout(() => {
      this.tasksTimer = null;
      this.io.to(ROOMS.desk).emit('tasks');
    }, DAY_NEWS_AFTER_MS);
  }

  stop(): void {
    if (this.dayTimer) clearTimeout(this.dayTimer);
    if (this.tasksTimer) clearTimeout(this.tasksTimer);
  }

  private async tellCrew(crewId: number, orderId: number): Promise<void> {
    const room = ROOMS.crew(crewId);
    if (!anyoneIn(this.io, room)) return;
    const job = await crewJob(this.parts.source, crewId, orderId, this.parts.city.clock.now());
    if (!job) this.io.to(room).emit('job-gone', orderId);
    else if (awaitsDelivery(job)) recallFrom(this.io, crewId, job, this.parts);
    else this.io.to(room).emit('job', job);
  }

  /** Crews that had one of the orders and have it no more. */
  private async tellFormerCrews(orderIds: readonly number[]): Promise<void> {
    if (orderIds.length === 0) return;
    const former = await rows<{ orderId: number; crewId: number }>(
      this.parts.source,
      `SELECT DISTINCT assignment.order_id AS "orderId", assignment.crew_id AS "crewId"
       FROM assignment JOIN work_order ON work_order.id = order_id
       WHERE order_id = ANY($1) AND ended_at IS NOT NULL AND work_order.crew_id IS DISTINCT FROM assignment.crew_id`,
      [orderIds],
    );
    for (const { orderId, crewId } of former) this.io.to(ROOMS.crew(crewId)).emit('job-gone', orderId);
  }
}
