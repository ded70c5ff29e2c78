import {
  bulkResult,
  crewConflict,
  crewConflicts,
  DECISIONS,
  dispatchOrder,
  fieldReport,
  optimised,
} from '@curbstop/contracts';
import type {
  BulkResult,
  ConflictDecision,
  CrewConflictView,
  CrewDay,
  DecideOrders,
  DispatchOrder,
  FieldReport,
  OrderSeen,
} from '@curbstop/contracts';
import { count, distanceWords, NoAnswer, observable, Problem } from '@curbstop/ui';
import type { Api, Observable, RefusedLine, ScreenClock, Source } from '@curbstop/ui';
import { fitted, openStops, planOf } from '../sequence/sequence.ts';
import type { StopPlan } from '../sequence/sequence.ts';
import { giveBack, putInOrder, undoOfAssign, undoTitle } from '../undo/undo.ts';
import type { Undo } from '../undo/undo.ts';
import type { Feed } from './feed.ts';
import { whyNot } from './why-not.ts';

/** The same command once more, on the orders as they stand now. */
export type Retry = (deeds: Deeds, orders: ReadonlyMap<number, DispatchOrder>) => Promise<unknown>;

/** What came of a deed, as far as the server said. */
export type Outcome =
  | {
      readonly came: 'answered';
      readonly title: string;
      readonly done: string;
      readonly refused: readonly RefusedLine[];
      readonly confirmedAt: number;
      readonly undo: Undo | null;
      /** Set when somebody was faster with one of the orders. */
      readonly retry: Retry | null;
    }
  /** `known` false: no answer came, so the server may have done it. */
  | {
      readonly came: 'failed';
      readonly title: string;
      readonly says: string;
      readonly clauses: readonly string[];
      readonly known: boolean;
      readonly retry: Retry | null;
    };

/** An order as this screen showed it; the command carries that version. */
export type Shown = Pick<DispatchOrder, 'orderId' | 'version' | 'crewId'>;

export interface Deeds {
  readonly outcome: Source<Outcome | null>;
  readonly busy: Observable<boolean>;
  /** `crew` null takes the orders back. */
  assign(orders: readonly Shown[], crew: CrewDay | null): Promise<void>;
  preview(orders: readonly OrderSeen[]): Promise<BulkResult>;
  release(orders: readonly OrderSeen[]): Promise<void>;
  sequence(crew: CrewDay, plan: StopPlan, title: string, done: string): Promise<void>;
  shortest(crew: CrewDay): Promise<void>;
  recall(order: Pick<DispatchOrder, 'orderId' | 'version' | 'address'>, says: string): Promise<boolean>;
  decide(orders: readonly OrderSeen[], what: Pick<DecideOrders, 'decision' | 'crewId' | 'reason'>): Promise<void>;
  /** What former crews sent for an order and nobody has decided, oldest first. */
  conflictsOf(orderId: number): Promise<CrewConflictView[]>;
  decideConflict(conflict: CrewConflictView, what: ConflictDecision): Promise<void>;
  /** What came from the field for an order. */
  fieldReport(orderId: number): Promise<FieldReport>;
  undo(): Promise<void>;
  /** Reads the day, and gives the last command again on what stands now. */
  retry(): Promise<void>;
}

const seenOf = (orders: readonly OrderSeen[]): OrderSeen[] =>
  orders.map(({ orderId, version }) => ({ orderId, version }));

const refusedLines = (result: BulkResult): RefusedLine[] =>
  result.refused.map(({ address, says, clauses }) => ({ what: address, says, clauses }));

/** The orders of a result that were refused because somebody changed them first. */
const outrun = (result: BulkResult): number[] =>
  result.refused.flatMap(({ orderId, changed }) => (changed === null ? [] : [orderId]));

/** The ones of these that are still on the list, as they stand. */
const among = (orders: ReadonlyMap<number, DispatchOrder>, ids: readonly number[]): DispatchOrder[] =>
  ids.flatMap((id) => orders.get(id) ?? []);

export function createDeeds(api: Api, feed: Feed, clock: ScreenClock): Deeds {
  const outcome = observable<Outcome | null>(null);
  const busy = observable(false);
  const ordersNow = (): ReadonlyMap<number, DispatchOrder> => feed.view.get().state?.orders ?? new Map();

  /** Done as asked, with nothing refused and nothing to undo. */
  const plainly = (title: string, done: string): Outcome => ({
    came: 'answered',
    title,
    done,
    refused: [],
    confirmedAt: clock.now(),
    undo: null,
    retry: null,
  });

  /** One deed at a time; the day is read again after each, so that the screen never rests on a guess. */
  async function doing(title: string, deed: () => Promise<Outcome>, again: Retry | null = null): Promise<boolean> {
    if (busy.get()) return false;
    busy.set(true);
    try {
      outcome.set(await deed());
      return true;
    } catch (error) {
      const known = !(error instanceof NoAnswer);
      const says = known
        ? whyNot(error)
        : `${whyNot(error)} We don’t know if it went through. The list shows it when the server answers.`;
      const clauses = error instanceof Problem ? error.clauses : [];
      const late = error instanceof Problem && error.code === 'conflict';
      outcome.set({ came: 'failed', title, says, clauses, known, retry: late ? again : null });
      return false;
    } finally {
      busy.set(false);
      void feed.read();
    }
  }

  const bulk = (path: string, body: unknown): Promise<BulkResult> =>
    api.post(path, body, bulkResult, { timeoutMs: 60_000 });

  const postSequence = (crewId: number, orders: readonly OrderSeen[], pinned: readonly number[]): Promise<BulkResult> =>
    bulk(`/api/dispatch/crews/${crewId}/sequence`, { orders, pinned });

  /** Sets a driving order; what stood before it can be brought back when anything was changed. */
  async function sequenced(
    crewId: number,
    plan: StopPlan,
    title: string,
    done: string,
    retry: Retry,
  ): Promise<Outcome> {
    const now = ordersNow();
    const before = planOf(openStops(now.values(), crewId));
    const seen = plan.orderIds.map((orderId) => ({ orderId, version: now.get(orderId)?.version ?? 0 }));
    const result = await postSequence(crewId, seen, plan.pinned);
    const nothing = result.done.length === 0 && result.refused.length > 0;
    const versions = new Map(result.done.map(({ orderId, version }) => [orderId, version]));
    return {
      came: 'answered',
      title,
      done: nothing ? 'nothing changed' : done,
      refused: refusedLines(result),
      confirmedAt: result.at,
      undo: nothing ? null : { what: 'sequence', crewId, plan: before, versions },
      retry: outrun(result).length > 0 ? retry : null,
    };
  }

  async function undone(undo: Undo): Promise<Outcome> {
    const refused: RefusedLine[] = [];
    const back = new Map(undo.what === 'sequence' ? undo.versions : []);
    let moved = 0;
    let confirmedAt: number = clock.now();
    for (const call of undo.what === 'assign' ? giveBack(undo) : []) {
      const result = await bulk('/api/dispatch/assign', { orders: call.orders, crewId: call.crewId });
      for (const { orderId, version } of result.done) back.set(orderId, version);
      moved += result.done.length;
      refused.push(...refusedLines(result));
      confirmedAt = result.at;
    }
    await feed.read();
    const state = feed.view.get().state;
    const { calls, changedCrews } = putInOrder(undo, ordersNow().values(), back);
    let ordered = 0;
    for (const call of calls) {
      const result = await postSequence(call.crewId, call.orders, call.pinned);
      refused.push(...refusedLines(result));
      ordered += result.done.length;
      confirmedAt = result.at;
    }
    for (const crewId of changedCrews) {
      const what = state?.crews.get(crewId)?.name ?? `Crew ${crewId}`;
      refused.push({ what, says: 'Other stops came to this crew since. Its order of stops stays.', clauses: [] });
    }
    const done =
      undo.what === 'assign'
        ? `${moved} moved back`
        : ordered > 0
          ? 'the earlier order of stops stands again'
          : 'nothing changed';
    return { came: 'answered', title: undoTitle(undo), done, refused, confirmedAt, undo: null, retry: null };
  }

  const deeds: Deeds = {
    outcome,
    busy,
    async assign(orders, crew) {
      const before = ordersNow();
      // What no crew had is given; only what leaves another crew moves.
      const moves = orders.some((order) => order.crewId !== null);
      const [verb, past] = crew === null ? ['Take back', 'taken back'] : moves ? ['Move', 'moved'] : ['Give', 'given'];
      const title = `${verb} ${orders.length}${crew === null ? '' : ` to ${crew.name}`}`;
      await doing(title, async () => {
        const body = { orders: seenOf(orders), crewId: crew?.crewId ?? null };
        const result = await bulk('/api/dispatch/assign', body);
        const late = outrun(result);
        const undo = undoOfAssign(before, result.done);
        return {
          came: 'answered',
          title,
          done: `${result.done.length} ${past}`,
          refused: refusedLines(result),
          confirmedAt: result.at,
          undo: undo.what === 'assign' && undo.from.length === 0 ? null : undo,
          retry: late.length === 0 ? null : (again, now) => again.assign(among(now, late), crew),
        };
      });
    },
    preview: (orders) => bulk('/api/dispatch/release-preview', { orders: seenOf(orders) }),
    async release(orders) {
      const title = `Release ${orders.length}`;
      await doing(title, async () => {
        const result = await bulk('/api/dispatch/release', { orders: seenOf(orders) });
        const late = outrun(result);
        return {
          came: 'answered',
          title,
          done: `${result.done.length} released`,
          refused: refusedLines(result),
          confirmedAt: result.at,
          undo: null,
          retry: late.length === 0 ? null : (again, now) => again.release(among(now, late)),
        };
      });
    },
    async sequence(crew, plan, title, done) {
      const again: Retry = (next, now) => {
        const open = openStops(now.values(), crew.crewId).map((stop) => stop.orderId);
        return next.sequence(crew, fitted(plan, open), title, done);
      };
      await doing(title, () => sequenced(crew.crewId, plan, title, done, again));
    },
    async shortest(crew) {
      const title = `Shortest drive for ${crew.name}`;
      await doing(title, async () => {
        const { pinned } = planOf(openStops(ordersNow().values(), crew.crewId));
        const start = crew.position && { lon: crew.position.lon, lat: crew.position.lat };
        const best = await api.post(`/api/dispatch/crews/${crew.crewId}/optimise`, { start }, optimised);
        const saved = best.metresBefore - best.metres;
        const far = (meters: number): string => distanceWords(meters, clock.time.get().units.distance);
        if (saved < 1) return plainly(title, `the order of stops is already the shortest, ${far(best.metres)}`);
        const done = `${count(best.orderIds.length, 'stop')} over ${far(best.metres)}, ${far(saved)} saved`;
        return sequenced(crew.crewId, { orderIds: best.orderIds, pinned }, title, done, (again) =>
          again.shortest(crew),
        );
      });
    },
    recall: (order, says) =>
      doing(
        `Recall ${order.address}`,
        async () => {
          const body = { says, version: order.version };
          await api.post(`/api/dispatch/orders/${order.orderId}/recall`, body, dispatchOrder);
          return plainly(`Recall ${order.address}`, 'recalled');
        },
        async (again, now) => {
          const [newest] = among(now, [order.orderId]);
          if (newest) await again.recall(newest, says);
        },
      ),
    async decide(orders, what) {
      const title = `${DECISIONS[what.decision]}: ${count(orders.length, 'order')}`;
      await doing(title, async () => {
        const result = await bulk('/api/dispatch/decide', { orders: seenOf(orders), ...what });
        const late = outrun(result);
        return {
          came: 'answered',
          title,
          done: result.done.length === 1 ? (result.done[0]?.says ?? 'done') : `${result.done.length} decided`,
          refused: refusedLines(result),
          confirmedAt: result.at,
          undo: null,
          retry: late.length === 0 ? null : (again, now) => again.decide(among(now, late), what),
        };
      });
    },
    async conflictsOf(orderId) {
      const { conflicts } = await api.get('/api/dispatch/conflicts', crewConflicts);
      return conflicts.filter((conflict) => conflict.orderId === orderId);
    },
    fieldReport: (orderId) => api.get(`/api/dispatch/orders/${orderId}/field-report`, fieldReport),
    async decideConflict(conflict, what) {
      const accepts = what.decision === 'accept';
      const title = `${accepts ? 'Accept' : 'Dismiss'} what ${conflict.crewName} sent for ${conflict.address}`;
      await doing(title, async () => {
        await api.post(`/api/dispatch/conflicts/${conflict.conflictId}`, what, crewConflict);
        return plainly(title, accepts ? 'accepted' : 'dismissed');
      });
    },
    async undo() {
      const last = outcome.get();
      if (last?.came !== 'answered' || last.undo === null) return;
      const { undo } = last;
      await doing(undoTitle(undo), () => undone(undo));
    },
    async retry() {
      const again = outcome.get()?.retry;
      if (!again || busy.get()) return;
      await feed.read();
      await again(deeds, ordersNow());
    },
  };
  return deeds;
}
