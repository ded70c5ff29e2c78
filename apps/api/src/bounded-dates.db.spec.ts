// Every date that a request can carry is bounded, with a sentence that says what is allowed. A new route is looked over too.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RequestMethod } from '@nestjs/common';
import { ROLES } from '@curbstop/contracts';
import { row } from '@curbstop/core';
import { aMember, testDatabase, TestClock } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { z } from 'zod';
import { createApi, readConfig } from './app.ts';
import type { Api } from './app.ts';
import { CONTROLLERS } from './api.module.ts';
import { Accept } from './edge/accept.ts';
import { ALLOW, PUBLIC } from './edge/allow.ts';
import { simulatorToken } from './simulator/simulator.guard.ts';

/** What Nest keeps of a handler's parameters: where each comes from, and its pipes. */
const ARGUMENTS = '__routeArguments__';
const SOURCES: Readonly<Record<string, 'body' | 'query' | 'path'>> = { 3: 'body', 4: 'query', 5: 'path' };
const DATE_NAME = /^(at|on|from|to|until|day|date|dated|start|year|through|month)$|(At|On|Day|Date|Until|From)$/;
/** Numbers, texts and answers that are called as dates are, and are none. */
const NO_DATES = new Set<string>([]);

type Json = Readonly<Record<string, unknown>>;
interface Leaf {
  /** Names of the fields on the way; a number is a place in a list. */
  readonly path: readonly (string | number)[];
  readonly schema: Json;
  /** What must stand beside it for its form to be the one that is read. */
  readonly beside: readonly (readonly [path: readonly (string | number)[], value: unknown])[];
}

function leavesOf(schema: Json, path: Leaf['path'] = [], beside: Leaf['beside'] = []): Leaf[] {
  const forms = [schema['anyOf'], schema['oneOf'], schema['allOf']].flatMap((each) => (each ?? []) as Json[]);
  if (forms.length > 0 && !('x-bounded' in schema)) return forms.flatMap((form) => leavesOf(form, path, beside));
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
  if (properties.length > 0) {
    const constants = properties.flatMap(([name, each]) =>
      'const' in each ? [[[...path, name], each['const']] as const] : [],
    );
    return properties.flatMap(([name, each]) => leavesOf(each, [...path, name], [...beside, ...constants]));
  }
  if (schema['items'] !== undefined) return leavesOf(schema['items'] as Json, [...path, 0], beside);
  return [{ path, schema, beside }];
}

function put(into: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (typeof head === 'number') return [put(Array.isArray(into) ? into[0] : undefined, rest, value)];
  const held = (typeof into === 'object' && into !== null ? into : {}) as Record<string, unknown>;
  return { ...held, [head]: put(held[head], rest, value) };
}

interface Asked {
  readonly where: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly route: string;
  readonly source: 'body' | 'query' | 'path';
  readonly field: string;
  readonly leaf: Leaf;
  readonly open: boolean;
  readonly roles: readonly string[];
}

const METHODS: Partial<Record<RequestMethod, Asked['method']>> = {
  [RequestMethod.GET]: 'get',
  [RequestMethod.POST]: 'post',
  [RequestMethod.PUT]: 'put',
  [RequestMethod.DELETE]: 'delete',
};

/** Everything that a route takes in, field by field; and what it takes in without looking. */
function inputs(): { readonly asked: Asked[]; readonly unchecked: string[] } {
  const asked: Asked[] = [];
  const unchecked: string[] = [];
  for (const controller of CONTROLLERS) {
    for (const name of Object.getOwnPropertyNames(controller.prototype)) {
      const handler: unknown = Reflect.get(controller.prototype, name);
      if (typeof handler !== 'function' || name === 'constructor' || !Reflect.hasMetadata('path', handler)) continue;
      const method = METHODS[Reflect.getMetadata('method', handler) as RequestMethod];
      if (!method) throw new Error(`${controller.name}.${name} answers a method this spec does not know.`);
      const parts = [Reflect.getMetadata('path', controller), Reflect.getMetadata('path', handler)];
      const route = `/${parts.map(String).join('/')}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
      const taken = (Reflect.getMetadata(ARGUMENTS, controller, name) ?? {}) as Record<
        string,
        { readonly data?: unknown; readonly pipes: readonly unknown[] }
      >;
      for (const [key, { data, pipes }] of Object.entries(taken)) {
        const source = SOURCES[key.split(':')[0] ?? ''];
        if (source === undefined) continue;
        const accept = pipes.find((pipe) => pipe instanceof Accept);
        const where = `${method} ${route} ${source} ${typeof data === 'string' ? data : ''}`.trim();
        if (!accept) {
          unchecked.push(where);
          continue;
        }
        const schema = z.toJSONSchema(accept.schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Json;
        for (const leaf of leavesOf(schema)) {
          const parts = accept.field === '' ? leaf.path : [accept.field, ...leaf.path];
          const field = parts.join('.');
          const open = Boolean(Reflect.getMetadata(PUBLIC, handler) ?? Reflect.getMetadata(PUBLIC, controller));
          const roles = (Reflect.getMetadata(ALLOW, handler) ??
            Reflect.getMetadata(ALLOW, controller) ??
            []) as string[];
          asked.push({ where: `${where} ${field}`, method, route, source, field, leaf, open, roles });
        }
      }
    }
  }
  return { asked, unchecked };
}

const { asked: ASKED, unchecked: UNCHECKED } = inputs();
const BOUNDED = ASKED.filter((each) => 'x-bounded' in each.leaf.schema);
const SECRET = 'a secret of at least thirty-two characters';
const PASSWORD = 'water under the bridge';

describe('a date in a request', () => {
  it('is taken in through a schema by every route', () => {
    expect(UNCHECKED).toEqual([]);
  });

  it('is bounded wherever a field is called as one, or has the shape of one', () => {
    const loose = ASKED.filter(({ leaf: { path, schema } }) => {
      const name = path.filter((part) => typeof part === 'string').at(-1) ?? '';
      const dateLike = schema['format'] === 'date' || schema['format'] === 'date-time';
      const called = DATE_NAME.test(String(name)) && schema['type'] !== 'boolean' && !('enum' in schema);
      return !('x-bounded' in schema) && schema['type'] !== 'null' && (dateLike || called);
    });
    expect(loose.map((each) => each.where).filter((where) => !NO_DATES.has(where))).toEqual([]);
  });

  it('is found in the routes', () => {
    expect(BOUNDED.length).toBeGreaterThan(20);
  });

  describe('is refused in words', () => {
    let database: TestDatabase;
    let api: Api;
    let folder: string;
    const cookies = new Map<string, string>();
    const clock = new TestClock('2026-03-16T09:00:00-07:00');

    beforeAll(async () => {
      database = await testDatabase();
      folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
      const crew = await row<{ id: number }>(
        database.source,
        "INSERT INTO crew (name, initials, truck) VALUES ('Crew 1', 'C1', 'T1') RETURNING id",
      );
      const config = readConfig({
        DATABASE_URL: database.url,
        PORT: '0',
        CURBSTOP_DATA: folder,
        LOG_LEVEL: 'silent',
        CURBSTOP_DEMO: 'true',
        CURBSTOP_SECRET: SECRET,
      });
      api = await createApi(config, { clock, source: database.source, machine: () => clock.now() });
      for (const role of ROLES) {
        const crewId = role === 'crew' ? (crew?.id ?? null) : null;
        await aMember(database.source, { username: role, name: role, password: PASSWORD, roles: [role], crewId });
        const answer = await request(api.url).post('/api/sign-in').send({ username: role, password: PASSWORD });
        cookies.set(role, String(answer.headers['set-cookie']).split(';')[0] ?? '');
      }
    });
    afterAll(async () => {
      await api.close();
      await database.close();
      await rm(folder, { recursive: true });
    });

    const wrongOnes = (bounded: { readonly from: unknown; readonly to: unknown }): unknown[] => {
      if (typeof bounded.from === 'string') return ['0001-01-01', '9999-12-31', '2026-02-30'];
      if (Number(bounded.to) < 10_000) return ['0001', '9999', '20-30'];
      return [Date.UTC(0, 0, 1) - 59_958_230_400_000, Date.UTC(9999, 11, 31), '2026-02-30T00:00:00Z'];
    };

    it.each(BOUNDED.map((each) => [each.where, each] as const))(
      '%s',
      async (_, { method, route, source, field, leaf, open, roles }) => {
        const bounded = leaf.schema['x-bounded'] as { readonly from: unknown; readonly to: unknown };
        for (const wrong of wrongOnes(bounded)) {
          const address = route.replace(/:(\w+)/g, (_whole, name: string) =>
            source === 'path' && name === field ? String(wrong) : '999999',
          );
          const value = leaf.beside.reduce<unknown>(
            (whole, [path, constant]) => put(whole, path, constant),
            put({}, leaf.path, wrong),
          );
          let call = request(api.url)
            [method](address)
            .set('cookie', open ? '' : (cookies.get(roles[0] ?? '') ?? ''))
            .set('authorization', `Bearer ${simulatorToken(SECRET)}`)
            .set('idempotency-key', '6f1c2a52-5f0b-4b53-9d0e-0f1d6a0c7b11');
          // The others of the address are sound, whichever of them is looked at first.
          const others = BOUNDED.filter(
            (each) => each.route === route && each.method === method && each.field !== field,
          );
          if (source === 'query')
            call = call.query(Object.fromEntries(others.map((each) => [each.field, '2026-03-17'])));
          if (source === 'query') call = call.query(leaf.path.length === 0 ? { [field]: wrong } : (value as object));
          if (source === 'body') call = call.send(value as object);
          const answer = await call;
          const told = ((answer.body?.fields ?? []) as { readonly field: string; readonly says: string }[]).filter(
            (each) => each.field === field,
          );
          expect([wrong, answer.status, told.map((each) => each.says)]).toEqual([
            wrong,
            400,
            expect.arrayContaining([expect.stringMatching(/^Give .+ (from|years?) .*\d{4}/)]),
          ]);
        }
      },
    );
  });
});
