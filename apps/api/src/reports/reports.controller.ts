import { Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  boundedYear,
  boundedYearOrFile,
  countNow,
  DESK_ROLES,
  publishedCount,
  publishedCounts,
} from '@curbstop/contracts';
import type { CountNow, PublishedCount } from '@curbstop/contracts';
import {
  cityProfile,
  countDiscontinuations,
  discontinuationsCsv,
  NotFound,
  publishDiscontinuations,
  publishedDiscontinuations,
} from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { FastifyReply } from 'fastify';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept } from '../edge/accept.ts';
import { actorOf, Allow, Public, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

const year = new Accept(boundedYear, 'year');
const yearOrFile = new Accept(boundedYearOrFile, 'year');

/** M.1: the yearly count of homes turned off because a debt was not paid. Published counts are for everyone. */
@Controller('api/reports/discontinuations')
export class ReportsController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get()
  @Public()
  @Describe({ says: 'The published counts, newest year first', answer: publishedCounts })
  async published(): Promise<z.output<typeof publishedCounts>> {
    return { reports: await publishedDiscontinuations(this.source) };
  }

  @Get(':year')
  @Public()
  @Describe({ says: 'The published count of a year; with .csv after it, as CSV', answer: publishedCount })
  async ofYear(
    @Param('year', yearOrFile) asked: { readonly year: number; readonly csv: boolean },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PublishedCount | string> {
    const [report] = await publishedDiscontinuations(this.source, asked.year);
    if (!report) throw new NotFound(`The count of ${asked.year} is not published.`);
    if (!asked.csv) return report;
    reply.header('content-type', 'text/csv; charset=utf-8');
    reply.header('content-disposition', `attachment; filename="discontinuations-${asked.year}.csv"`);
    return discontinuationsCsv([report]);
  }

  @Get(':year/count')
  @Allow(...DESK_ROLES)
  @Describe({ says: 'The count of a year as the journal has it now', answer: countNow })
  async now(@Param('year', year) asked: number): Promise<CountNow> {
    return countDiscontinuations(this.source, await cityProfile(this.source), asked, this.city.clock.now());
  }

  @Post(':year')
  @HttpCode(200)
  @Allow('finance', 'supervisor', 'asst-director-finance', 'admin-services-director', 'admin')
  @Describe({ says: 'Counts a year and publishes it', answer: publishedCount })
  publish(@Param('year', year) asked: number, @Staff() staff: StaffMember): Promise<PublishedCount> {
    return publishDiscontinuations(this.source, asked, actorOf(staff, 'finance'), this.city.clock.now());
  }
}
