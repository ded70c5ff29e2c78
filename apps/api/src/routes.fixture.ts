import { randomUUID } from 'node:crypto';
import { RequestMethod } from '@nestjs/common';
import type { Role } from '@curbstop/contracts';
import { CONTROLLERS } from './api.module.ts';
import { ALLOW, PUBLIC } from './edge/allow.ts';

/** A route as Nest knows it. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly where: string;
  readonly allowed: readonly Role[] | undefined;
  readonly open: boolean;
}

/** Metadata of a handler, or of its class. */
function told(key: string, controller: object, handler: object): unknown {
  return Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
}

const METHODS: Partial<Record<RequestMethod, Route['method']>> = {
  [RequestMethod.GET]: 'get',
  [RequestMethod.POST]: 'post',
  [RequestMethod.PUT]: 'put',
  [RequestMethod.PATCH]: 'patch',
  [RequestMethod.DELETE]: 'delete',
};

/** Every route that Nest makes of our controllers. */
export function routes(): Route[] {
  return CONTROLLERS.flatMap((controller) =>
    Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
      const handler: unknown = Reflect.get(controller.prototype, name);
      if (name === 'constructor' || typeof handler !== 'function' || !Reflect.hasMetadata('path', handler)) return [];
      const method = METHODS[Reflect.getMetadata('method', handler) as RequestMethod];
      if (!method) throw new Error(`${controller.name}.${name} answers a method this spec does not know.`);
      const parts = [Reflect.getMetadata('path', controller), Reflect.getMetadata('path', handler)];
      const path = `/${parts.map(String).join('/')}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
      return {
        method,
        path,
        where: `${controller.name}.${name}`,
        allowed: told(ALLOW, controller, handler) as readonly Role[] | undefined,
        open: told(PUBLIC, controller, handler) === true,
      };
    }),
  );
}

/** A JSON Schema as `/api-json` writes one, as far as bodies need it. */
export interface BodySchema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: boolean | number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly items?: BodySchema;
  readonly properties?: Readonly<Record<string, BodySchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly BodySchema[];
  readonly oneOf?: readonly BodySchema[];
  readonly allOf?: readonly BodySchema[];
}

/** What fits where a pattern says what is allowed: the first of these that does. */
const TEXTS = ['2026-03-20', '09:00', '1234567', 'en', 'R01', 'A1', 'Nothing else.'];

function textFor({ format, pattern, minLength }: BodySchema): string {
  if (format === 'uuid') return randomUUID();
  const fits = pattern === undefined ? [] : TEXTS.filter((each) => new RegExp(pattern, 'u').test(each));
  return fits[0] ?? 'Given by hand.'.padEnd(minLength ?? 0, '.');
}

/** The least that a schema takes; `given` stands in by the name of its property. */
export function bodyOf(schema: BodySchema, given: Readonly<Record<string, unknown>>): unknown {
  if (schema.enum) return schema.enum[0];
  const [choice] = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (choice) return bodyOf(choice, given);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((each) => bodyOf(each, given)));
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => name in given || schema.required?.includes(name))
          .map(([name, held]) => [name, name in given ? given[name] : bodyOf(held, given)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => bodyOf(schema.items ?? {}, given));
    case 'integer':
    case 'number':
      return Math.max(1, (schema.minimum ?? 0) + (schema.exclusiveMinimum === true ? 1 : 0));
    case 'boolean':
      return true;
    case 'string':
      return textFor(schema);
    default:
      return null;
  }
}
