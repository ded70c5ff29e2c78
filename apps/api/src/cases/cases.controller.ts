import { Controller, Get, Inject, Query } from '@nestjs/common';
import { DESK_ROLES, openAppeals, openArrangements, openReviews } from '@curbstop/contracts';
import type { OpenAppeals, OpenArrangements, OpenReviews } from '@curbstop/contracts';
import {
  openAppeals as appealsOpen,
  openArrangements as arrangementsOpen,
  openReviews as reviewsOpen,
} from '@curbstop/core';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Accept } from '../edge/accept.ts';
import { Allow } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

const asked = z.object({
  page: z
    .string()
    .regex(/^\d{1,6}$/, 'Give the number of a page; the first is 0.')
    .transform(Number)
    .default(0),
});
const query = { page: 'The number of the page; the first is 0' };
const Page = () => Query(new Accept(asked));

/** G, H, I: what is open in the whole city, by what ends first. */
@Controller('api/cases')
@Allow(...DESK_ROLES)
export class CasesController {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get('appeals')
  @Describe({ says: 'Appeals without a final decision', query, answer: openAppeals })
  appeals(@Page() { page }: z.output<typeof asked>): Promise<OpenAppeals> {
    return appealsOpen(this.source, page);
  }

  @Get('arrangements')
  @Describe({ says: 'Arrangements that were offered, run or have failed', query, answer: openArrangements })
  arrangements(@Page() { page }: z.output<typeof asked>): Promise<OpenArrangements> {
    return arrangementsOpen(this.source, page, this.city.clock.now());
  }

  @Get('reviews')
  @Describe({ says: 'Reviews of medical and financial papers that run', query, answer: openReviews })
  reviews(@Page() { page }: z.output<typeof asked>): Promise<OpenReviews> {
    return reviewsOpen(this.source, page);
  }
}
