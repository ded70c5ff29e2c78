import { problem } from '@curbstop/contracts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { SESSION_COOKIE } from '../session/cookie.ts';
import { openApiSchema } from './describe.ts';

/** The name of the sign-in in the description. */
const COOKIE_SCHEME = 'cookie';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const roleNames = z.array(z.string()).optional();

/** Says with each route who may call it. */
function tellRoles(document: OpenAPIObject): void {
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      const roles = roleNames.parse(Reflect.get(operation, 'x-roles'));
      // A guest needs none; else the session's cookie, once.
      operation.security = roles ? [{ [COOKIE_SCHEME]: [] }] : [];
      operation.description = roles ? `For ${roles.join(', ')}.` : 'For anyone.';
    }
  }
}

/** The API's description; a page at `/api`, the document itself at `/api-json`. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('Curbstop')
      .setDescription(
        'Sign in at POST /api/sign-in; the session comes as a cookie. Money is whole cents, moments are milliseconds ' +
          'since 1970, days are YYYY-MM-DD in the city. Every refusal is application/problem+json, with the clauses ' +
          'of the policy that say no.',
      )
      .setVersion('1')
      .addCookieAuth(SESSION_COOKIE, undefined, COOKIE_SCHEME)
      .build(),
  );
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: openApiSchema(problem) },
  };
  tellRoles(document);
  SwaggerModule.setup('api', app, document);
  return document;
}
