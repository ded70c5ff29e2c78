import { problem } from '@curbstop/contracts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { SESSION_COOKIE } from '../session/cookie.ts';
import { openApiSchema } from './describe.ts';

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
      .addCookieAuth(SESSION_COOKIE)
      .build(),
  );
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: openApiSchema(problem) },
  };
  SwaggerModule.setup('api', app, document);
  return document;
}
