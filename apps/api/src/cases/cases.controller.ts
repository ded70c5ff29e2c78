import { Controller, Get, Inject } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DESK_ROLES, openAppeals, openArrangements, openReviews } from '@curbstop/contracts';
import type { OpenAppeals, OpenArrangements, OpenReviews } from '@curbstop/contracts';
import {
  openAppeals as appealsOpen,
  openArrangements as arrangementsOpen,
  openReviews as reviewsOpen,
} from '@curbstop/core';
import type { DataSource } from 'typeorm';
import { Allow } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { Page, pageQuery } from '../edge/page.ts';
import type { PageAsked } from '../edge/page.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

/** G, H, I: what is open in the whole city, by what ends first. */
@Controller('api/cases')
@Allow(...DESK_ROLES)
export class CasesController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get('appeals')
  @Describe({ says: 'Appeals without a final decision', query: pageQuery, answer: openAppeals })
  appeals(@Page() { page }: PageAsked): Promise<OpenAppeals> {
    return appealsOpen(this.source, page);
  }

  @Get('arrangements')
  @Describe({ says: 'Arrangements that were offered, run or have failed', query: pageQuery, answer: openArrangements })
  arrangements(@Page() { page }: PageAsked): Promise<OpenArrangements> {
    return arrangementsOpen(this.source, page, this.city.clock.now());
  }

  @Get('reviews')
  @Describe({ says: 'Reviews of medical and financial papers that run', query: pageQuery, answer: openReviews })
  reviews(@Page() { page }: PageAsked): Promise<OpenReviews> {
    return reviewsOpen(this.source, page);
  }
}
