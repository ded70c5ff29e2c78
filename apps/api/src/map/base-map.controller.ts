import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { mapSettings } from '@curbstop/contracts';
import type { MapSettings } from '@curbstop/contracts';
import { NotFound } from '@curbstop/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, Public } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { errorCode } from '../error-code.ts';
import { CONFIG } from '../parts.ts';
import type { BillingConfig } from '../parts.ts';

export const BASE_MAP = Symbol('base-map');

/** The city's streets and buildings, packed once when the map was made. */
export interface BaseMap {
  readonly gzip: Buffer;
  readonly etag: string;
}

/** Reads the base map; null when this installation has none. */
export async function readBaseMap(folder = join(import.meta.dirname, '..', '..', 'map')): Promise<BaseMap | null> {
  try {
    const gzip = await readFile(join(folder, 'base.json.gz'));
    return { gzip, etag: `"${createHash('sha256').update(gzip).digest('base64url').slice(0, 22)}"` };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

@Controller('api/map')
export class BaseMapController {
  constructor(
    @Inject(BASE_MAP) private readonly map: BaseMap | null,
    @Inject(CONFIG) private readonly config: BillingConfig,
  ) {}

  @Get('settings')
  @Public()
  @Describe({ says: 'Where screens take the map under everything from', answer: mapSettings })
  settings(): MapSettings {
    const { tiles } = this.config;
    return { tileUrl: tiles?.url ?? null, attribution: tiles?.attribution ?? null };
  }

  @Get('base')
  @Allow('crew', 'dispatcher', 'clerk', 'finance', 'admin')
  @Describe({ says: 'The streets and buildings that screens draw under everything' })
  async base(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.map) throw new NotFound('This installation has no base map.');
    const { gzip, etag } = this.map;
    // For a day nobody asks again; afterwards the tag makes asking cheap. A new city map is seen within a day.
    reply
      .header('cache-control', 'private, max-age=86400, immutable')
      .header('etag', etag)
      .header('vary', 'accept-encoding');
    if (request.headers['if-none-match']?.split(/,\s*/).some((tag) => tag.replace(/^W\//, '') === etag)) {
      reply.status(304).send();
      return;
    }
    reply.type('application/json; charset=utf-8');
    if (/\bgzip\b(?!;q=0(\.0+)?\b)/.test(request.headers['accept-encoding'] ?? '')) {
      reply.header('content-encoding', 'gzip').send(gzip);
      return;
    }
    reply.send(await promisify(gunzip)(gzip));
  }
}
