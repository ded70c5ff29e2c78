import { bulkResult, dispatchOrder, optimised } from '@curbstop/contracts';
import type { BulkResult, CrewDay, DispatchOrder } from '@curbstop/contracts';
import { count, NoAnswer, observable, Problem } from '@curbstop/ui';
import type { Api, Observable, RefusedLine, ScreenClock, Source } from '@curbstop/ui';
import { metresInWords, openStops, planOf } from '../sequence/sequence.ts';
import type { StopPlan } from '../sequence/sequence.ts';
import { giveBack, putInOrder, undoOfAssign, undoTitle } from '../undo/undo.ts';
import type { Undo } from '../undo/undo.ts';
import type { Feed } from './feed.ts';
import { whyNot } from './why-not.ts';

/** What came of a deed, as far as the server said. */
export type Outcome =
  | {
      readonly came: 'answered';
      readonly title: string;
      readonly done: string;
      readonly refused: readonly RefusedLine[];
      readonly confirmedAt: number;
      readonly undo: Undo | null;
    }
  /** `known` false: no answer came, so the server may have done it. */
  | {
      readonly came: 'failed';
      readonly title: string;
      readonly says: string;
      readonly clauses: readonly string[];
      readonly known: boolean;
    };

export interface Deeds {
  readonly outcome: Source<Outcome | null>;
  readonly busy: Observable<boolean>;
  /** `crew` null takes the orders back. */
  assign(orderIds: readonly number[], crew: CrewDay | null): Promise<void>;
  preview(orderIds: readonly number[]): Promise<BulkResult>;
  release(orderIds: readonly number[]): Promise<void>;
  sequence(crew: CrewDay, plan: StopPlan, title: string, done: string): Promise<void>;
  shortest(crew: CrewDay): Promise<void>;
  recall(order: DispatchOrder, says: string): Promise<boolean>;
  undo(): Promise<void>;
}

const refusedLines = (result: BulkResult): RefusedLine[] =>
  result.refused.map(({ address, says, clauses }) => ({ what: address, says, clauses }));

export function createDeeds(api: Api, feed: Feed, clock: ScreenClock): Deeds {
  const outcome = observable<Outcome | null>(null);
  const busy = observable(false);
  const ordersNow = (): ReadonlyMap<number, DispatchOrder> => feed.view.get().state?.orders ?? new Map();

  /** One deed at a time; the day is read again after each, so that the screen never rests on a guess. */
  async function doing(title: string, deed: () => Promise<Outcome>): Promise<boolean> {
    if (busy.get()) return false;
    busy.set(true);
    try {
      outcome.set(await deed());
      return true;
    } catch (error) {
      const known = !(error instanceof NoAnswer);
      const says = known
        ? whyNot(error)
        : `${whyNot(error)} Whether it was done is not known; the list shows it when the server answers.`;
      outcome.set({ came: 'failed', title, says, clauses: error instanceof Problem ? error.clauses : [], known });
      return false;
    } finally {
      busy.set(false);
      void feed.read();
    }
  }

  const bulk = (path: string, body: unknown): Promise<BulkResult> =>
    api.post(path, body, bulkResult, { timeoutMs: 60_000 });

  const postSequence = (crewId: number, plan: StopPlan): Promise<BulkResult> =>
    bulk(`/api/dispatch/crews/${crewId}/sequence`, plan);

  /** Sets a driving order; what stood before it can be brought back when anything was changed. */
  async function sequenced(crewId: number, plan: StopPlan, title: string, done: string): Promise<Outcome> {
    const before = planOf(openStops(ordersNow().values(), crewId));
    const result = await postSequence(crewId, plan);
    const nothing = result.done.length === 0 && result.refused.length > 0;
    const undo: Undo | null = nothing ? null : { what: 'sequence', crewId, plan: before };
    return {
      came: 'answered',
      title,
      done: nothing ? 'nothing changed' : done,
      refused: refusedLines(result),
      confirmedAt: result.at,
      undo,
    };
  }

  async function undone(undo: Undo): Promise<Outcome> {
    const refused: RefusedLine[] = [];
    let moved = 0;
    let confirmedAt: number = clock.now();
    for (const call of undo.what === 'assign' ? giveBack(undo) : []) {
      const result = await bulk('/api/dispatch/assign', { orderIds: call.orderIds, crewId: call.crewId });
      moved += result.done.length;
      refused.push(...refusedLines(result));
      confirmedAt = result.at;
    }
    if (undo.what === 'assign') await feed.read();
    const calls = putInOrder(undo, ordersNow().values());
    for (const call of calls) {
      const result = await postSequence(call.crewId, call.plan);
      refused.push(...refusedLines(result));
      confirmedAt = result.at;
    }
    const done = undo.what === 'assign' ? `${moved} moved back` : 'the earlier order of stops stands again';
    return { came: 'answered', title: undoTitle(undo), done, refused, confirmedAt, undo: null };
  }

  return {
    outcome,
    busy,
    async assign(orderIds, crew) {
      const before = ordersNow();
      // What no crew had is given; only what leaves another crew moves.
      const moves = orderIds.some((orderId) => (before.get(orderId)?.crewId ?? null) !== null);
      const [verb, past] = crew === null ? ['Take back', 'taken back'] : moves ? ['Move', 'moved'] : ['Give', 'given'];
      const title = `${verb} ${orderIds.length}${crew === null ? '' : ` to ${crew.name}`}`;
      await doing(title, async () => {
        const result = await bulk('/api/dispatch/assign', { orderIds, crewId: crew?.crewId ?? null });
        const undo =
          result.done.length === 0
            ? null
            : undoOfAssign(
                before,
                result.done.map((line) => line.orderId),
              );
        const done = `${result.done.length} ${past}`;
        return { came: 'answered', title, done, refused: refusedLines(result), confirmedAt: result.at, undo };
      });
    },
    preview: (orderIds) => bulk('/api/dispatch/release-preview', { orderIds }),
    async release(orderIds) {
      const title = `Release ${orderIds.length}`;
      await doing(title, async () => {
        const result = await bulk('/api/dispatch/release', { orderIds });
        const done = `${result.done.length} released`;
        return { came: 'answered', title, done, refused: refusedLines(result), confirmedAt: result.at, undo: null };
      });
    },
    async sequence(crew, plan, title, done) {
      await doing(title, () => sequenced(crew.crewId, plan, title, done));
    },
    async shortest(crew) {
      const title = `Shortest drive for ${crew.name}`;
      await doing(title, async () => {
        const { pinned } = planOf(openStops(ordersNow().values(), crew.crewId));
        const start = crew.position && { lon: crew.position.lon, lat: crew.position.lat };
        const best = await api.post(`/api/dispatch/crews/${crew.crewId}/optimise`, { start }, optimised);
        const saved = best.metresBefore - best.metres;
        if (saved < 1) {
          const done = `the order of stops is already the shortest, ${metresInWords(best.metres)}`;
          return { came: 'answered', title, done, refused: [], confirmedAt: clock.now(), undo: null };
        }
        const done = `${count(best.orderIds.length, 'stop')} over ${metresInWords(best.metres)}, ${metresInWords(saved)} saved`;
        return sequenced(crew.crewId, { orderIds: best.orderIds, pinned }, title, done);
      });
    },
    recall: (order, says) =>
      doing(`Recall ${order.address}`, async () => {
        await api.post(`/api/dispatch/orders/${order.orderId}/recall`, { says }, dispatchOrder);
        return {
          came: 'answered',
          title: `Recall ${order.address}`,
          done: 'recalled',
          refused: [],
          confirmedAt: clock.now(),
          undo: null,
        };
      }),
    async undo() {
      const last = outcome.get();
      if (last?.came !== 'answered' || last.undo === null) return;
      const { undo } = last;
      await doing(undoTitle(undo), () => undone(undo));
    },
  };
}
