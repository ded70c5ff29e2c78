import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

type OpenApiSchema = Extract<Parameters<typeof ApiBody>[0], { schema: unknown }>['schema'];

export interface Described {
  /** What the route does, in a few words. */
  readonly says: string;
  readonly body?: z.ZodType;
  /** What it answers; none: 204. */
  readonly answer?: z.ZodType;
  /** The type of the file that it answers with. */
  readonly file?: string;
  /** Query parameters by name, with what they mean. */
  readonly query?: Readonly<Record<string, string>>;
  /** The request carries an `idempotency-key` header. */
  readonly idempotent?: boolean;
}

/** A zod schema as OpenAPI 3 writes it: as it crosses the wire, before our own types are made of it. */
export function openApiSchema(schema: z.ZodType): OpenApiSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'input' });
  return rest as OpenApiSchema;
}

/** Describes a route at `/api` from the schemas that it is held to. */
export function Describe({ says, body, answer, file, query = {}, idempotent = false }: Described): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary: says }),
    ...(body ? [ApiBody({ schema: openApiSchema(body) })] : []),
    ...Object.entries(query).map(([name, description]) =>
      ApiQuery({ name, description, required: false, type: String }),
    ),
    ...(idempotent
      ? [ApiHeader({ name: 'idempotency-key', required: true, description: 'A UUID made for this one act.' })]
      : []),
    ApiResponse({
      status: answer || file ? 200 : 204,
      description: 'Done',
      ...(answer ? { content: { 'application/json': { schema: openApiSchema(answer) } } } : {}),
      ...(file ? { content: { [file]: { schema: { type: 'string' as const, format: 'binary' } } } } : {}),
    }),
    ApiResponse({
      status: 'default',
      description: 'Refused, and why (RFC 9457)',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
}
