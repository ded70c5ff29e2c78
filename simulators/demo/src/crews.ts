import type { Actor, CrewAction } from '@curbstop/contracts';
import { assignOrders, applyCrewAction, issuePermit, recordPosition, releaseOrders, rows } from '@curbstop/core';
import type { Day, Instant } from '@curbstop/policy';
import { dialOfLiters } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { wall } from './calendar.ts';
import { dialOfPlace } from './dials.ts';
import type { RegisterAt } from './history.ts';
import type { Place } from './places.ts';
import { Random } from './random.ts';

export const DISPATCHER: Actor = { kind: 'staff', id: 2, name: 'M. Ferreira', role: 'dispatcher' };
const CREWS: readonly Actor[] = [
  { kind: 'staff', id: 4, name: 'R. Maldonado', role: 'crew' },
  { kind: 'staff', id: 5, name: 'T. Okafor', role: 'crew' },
  { kind: 'staff', id: 6, name: 'J. Lindqvist', role: 'crew' },
];
const MINUTE = 60_000;

/** A turn-off on a day's list. */
export interface Listed {
  readonly id: number;
  readonly accountId: number;
  readonly remote: boolean;
}

/** The demo's crews at work before the demo begins: they do what a tablet would send. */
export class Crews {
  private readonly random = new Random(1_711);
  private readonly places: ReadonlyMap<number, Place>;
  private seq = 0;
  /** Places whose curb stop was closed, and when. */
  readonly closed = new Map<number, Instant>();

  constructor(
    private readonly source: DataSource,
    places: readonly Place[],
    private readonly registerAt: RegisterAt,
  ) {
    this.places = new Map(places.map((place) => [place.id, place]));
  }

  listed(day: Day): Promise<Listed[]> {
    return rows<Listed>(
      this.source,
      `SELECT o.id, o.account_id AS "accountId", v.device_id IS NOT NULL AS remote
       FROM work_order o JOIN valve v ON v.service_point_id = o.service_point_id
       WHERE o.state = 'listed' AND o.kind = 'turn-off' AND o.due_on = $1 ORDER BY o.id`,
      [day],
    );
  }

  /** Carries out the list of a past day whole, valve after valve. */
  async workOff(day: Day): Promise<void> {
    const listed = await this.listed(day);
    if (listed.length === 0) return;
    const ids = listed.map((order) => order.id);
    // Nobody answers for a remote valve of the past: a crew went.
    await this.source.query('UPDATE work_order SET crew_only = true WHERE id = ANY($1)', [ids]);
    await this.give(ids, 1, wall(day, '07:45'));
    let at = wall(day, '08:20');
    for (const order of listed) {
      await this.close(order, 1, at);
      at = (at + 15 * MINUTE) as Instant;
    }
  }

  /** Releases orders and gives them to a crew a minute later. */
  async give(orderIds: readonly number[], crewId: number, at: Instant): Promise<void> {
    await releaseOrders(this.source, orderIds, DISPATCHER, at);
    await assignOrders(this.source, orderIds, crewId, DISPATCHER, (at + MINUTE) as Instant);
  }

  async act(order: Listed, crewId: number, at: Instant, action: Record<string, unknown>): Promise<void> {
    this.seq += 1;
    const whole = {
      id: this.random.uuid(),
      seq: this.seq,
      deviceAt: at,
      orderId: order.id,
      baseVersion: 0,
      ...action,
    } as CrewAction;
    const answer = await applyCrewAction(this.source, { crewId, actor: this.actor(crewId) }, whole, at);
    if (answer.result === 'refused') throw new Error(`Order ${order.id}: ${answer.says}`);
  }

  /** Arrives, asks the gate, closes the valve and leaves the tag. */
  async close(order: Listed, crewId: number, at: Instant): Promise<void> {
    const place = this.place(order);
    const position = { lon: place.lon, lat: place.lat, accuracy: 5, at };
    await this.act(order, crewId, at, { type: 'arrive', position });
    const turned = (at + 4 * MINUTE) as Instant;
    const sign = (): string => 'played through by the demo loader';
    const answer = await issuePermit(this.source, { crewId, orderId: order.id }, sign, this.actor(crewId), turned);
    if (!answer.mayClose) throw new Error(`Order ${order.id}: ${answer.says}`);
    this.closed.set(place.id, turned);
    await this.act(order, crewId, turned, {
      type: 'complete',
      evidence: {
        meterSerial: place.meterSerial,
        register: dialOfLiters(this.registerAt(place, turned), dialOfPlace(place)),
        registerUnit: dialOfPlace(place).unit,
        position,
        valve: 'closed',
        valveTurnedAt: turned,
        permitId: answer.permit.permitId,
        flowChecked: true,
        flowFrom: turned,
        flowAt: (turned + MINUTE / 2) as Instant,
        tagLeft: true,
        note: '',
      },
    });
  }

  /** Where a crew's truck stands: by the curb at a place. */
  async park(crewId: number, order: Listed, at: Instant, heading: number): Promise<void> {
    const place = this.place(order);
    const fix = {
      lon: place.lon + 0.0001,
      lat: place.lat,
      accuracy: 6,
      heading,
      at,
      battery: 70 + crewId * 7,
      outbox: 0,
    };
    await recordPosition(this.source, crewId, fix, at);
  }

  private place(order: Listed): Place {
    const place = this.places.get(order.accountId);
    if (!place) throw new Error(`Account ${order.accountId} has no place.`);
    return place;
  }

  private actor(crewId: number): Actor {
    const actor = CREWS[crewId - 1];
    if (!actor) throw new Error(`There is no crew ${crewId}.`);
    return actor;
  }
}
