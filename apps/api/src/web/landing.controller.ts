import { Controller, Get, Header, Inject } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ApiExcludeController } from '@nestjs/swagger';
import { theCity } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import { Public } from '../edge/allow.ts';
import { CONFIG } from '../parts.ts';
import type { BillingConfig } from '../parts.ts';
import { builtApps } from './apps.ts';
import { escapeHtml, page } from './page.ts';

/** The way in. */
@Controller()
@Public()
@ApiExcludeController()
export class LandingController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CONFIG) private readonly config: BillingConfig,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  async landing(): Promise<string> {
    const { webFolder, demo } = this.config;
    const { name } = await theCity(this.source);
    const apps = builtApps(webFolder).map(({ name, says }) => `<li><a href="/${name}/">${says}</a></li>`);
    const rest = [
      '<li><a href="/policy">The billing policy</a></li>',
      '<li><a href="/reports/discontinuations">How often water was turned off</a></li>',
      '<li><a href="/api">The API</a></li>',
      '<li><a href="/health">System status</a></li>',
    ];
    const note = demo ? '<p>This is the demo city. Its customers are invented, and its clock can be turned.</p>' : '';
    return page(
      name === 'Curbstop' ? name : `Curbstop, ${escapeHtml(name)}`,
      `${note}<ul>${[...apps, ...rest].join('')}</ul>`,
    );
  }
}
