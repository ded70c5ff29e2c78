import { rows } from '@curbstop/core';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { Live } from '../live/live.ts';
import { ROOMS } from '../live/rooms.ts';
import type { City } from '../parts.ts';
import { heartbeatAge } from './checks.ts';

/** The measures of one API process. Its own registry, so that two in one test process do not meet. */
export class Metrics {
  readonly registry = new Registry();
  private live: Live | null = null;

  constructor(source: DataSource, city: City) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'curbstop_live_sockets',
      help: 'Screens and tablets on the live feed of this process',
      labelNames: ['room'],
      registers,
      collect: this.whenLive((gauge, { io }) => {
        gauge.set({ room: 'all' }, io.sockets.sockets.size);
        for (const room of [ROOMS.dispatch, ROOMS.desk]) {
          gauge.set({ room }, io.sockets.adapter.rooms.get(room)?.size ?? 0);
        }
      }),
    });
    new Gauge({
      name: 'curbstop_journal_unread_rows',
      help: 'Rows of the journal that this process has not told yet',
      registers,
      collect: this.whenLive(async (gauge, live) => gauge.set(await live.unread())),
    });
    new Gauge({
      name: 'curbstop_orders',
      help: 'Work orders by state',
      labelNames: ['state'],
      registers,
      collect: async function (this: Gauge) {
        this.reset();
        const counts = await rows<{ state: string; n: number }>(
          source,
          'SELECT state, count(*) AS n FROM work_order GROUP BY state',
        );
        for (const { state, n } of counts) this.set({ state }, n);
      },
    });
    new Gauge({
      name: 'curbstop_heartbeat_age_seconds',
      help: 'Time since another part was heard',
      labelNames: ['part'],
      registers,
      collect: async function (this: Gauge) {
        this.reset();
        for (const part of ['gateway', 'scheduler']) {
          const age = await heartbeatAge(source, part, city.machine());
          if (age !== null) this.set({ part }, age / 1000);
        }
      },
    });
  }

  /** Measures every request; to be called before routes are made. */
  watch(fastify: FastifyInstance): void {
    const durations = new Histogram({
      name: 'curbstop_http_seconds',
      help: 'Time to answer a request',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [this.registry],
    });
    fastify.addHook('onResponse', (request, reply, done) => {
      // The route's pattern, never the address: an account's number must not become a label.
      const route = request.routeOptions.url ?? 'none';
      durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      done();
    });
  }

  /** The live feed to be measured. */
  follow(live: Live): void {
    this.live = live;
  }

  private whenLive(set: (gauge: Gauge, live: Live) => void | Promise<void>): (this: Gauge) => Promise<void> {
    const current = (): Live | null => this.live;
    return async function (this: Gauge) {
      const live = current();
      if (live) await set(this, live);
    };
  }
}
