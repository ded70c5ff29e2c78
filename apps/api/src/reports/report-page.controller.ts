import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ApiExcludeController } from '@nestjs/swagger';
import { boundedYear } from '@curbstop/contracts';
import { cityProfile, publishedDiscontinuations, policyAt, theCity } from '@curbstop/core';
import type { PublishedReport } from '@curbstop/core';
import { dayOf, dayParts, printedDay, reportDay } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { Accept } from '../edge/accept.ts';
import { Public } from '../edge/allow.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';
import { escapeHtml, page } from '../web/page.ts';

const API = '/api/reports/discontinuations';

const times = (count: number): string => `${count.toLocaleString('en-US')} ${count === 1 ? 'time' : 'times'}`;
const homes = (count: number): string => `${count.toLocaleString('en-US')} ${count === 1 ? 'home' : 'homes'}`;

function sentences(publishedReport: PublishedReport, timeZone: string): string {
  const counted = printedDay(dayOf(publishedReport.madeAt, timeZone));
  const until = publishedReport.whole ? '' : ` The year was not over when it was counted.`;
  return `<p>In ${publishedReport.year}, water was turned off ${times(publishedReport.count)} at ${homes(publishedReport.accounts)} because a bill was not paid.
It was back within 24 hours ${times(publishedReport.restoredWithinADay)}.</p>
<p>Counted on ${counted}.${until} Health and Safety Code section 116918.</p>
<p><a href="${API}/${publishedReport.year}.csv">As a table (CSV)</a> · <a href="${API}/${publishedReport.year}">As data (JSON)</a></p>`;
}

function others(reports: readonly PublishedReport[], year: number): string {
  const rest = reports.filter((each) => each.year !== year);
  if (rest.length === 0) return '';
  const links = rest.map((each) => `<li><a href="/reports/discontinuations/${each.year}">${each.year}</a></li>`);
  return `<h2>Other years</h2><ul>${links.join('')}</ul>`;
}

/** M.1: the yearly count as a page that anyone can read. */
@Controller('reports/discontinuations')
@Public()
@ApiExcludeController()
export class ReportPageController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  async latest(): Promise<string> {
    const [newest] = await publishedDiscontinuations(this.source);
    const now = this.city.clock.now();
    const { timeZone } = policyAt(await cityProfile(this.source), now);
    return this.pageOf(newest?.year ?? dayParts(dayOf(now, timeZone)).year);
  }

  @Get(':year')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  ofYear(@Param('year', new Accept(boundedYear, 'year')) asked: number): Promise<string> {
    return this.pageOf(asked);
  }

  private async pageOf(year: number): Promise<string> {
    const { name } = await theCity(this.source);
    const policy = policyAt(await cityProfile(this.source), this.city.clock.now());
    const reports = await publishedDiscontinuations(this.source);
    const report = reports.find((each) => each.year === year);
    const by = printedDay(reportDay(year, policy));
    const said = report
      ? sentences(report, policy.timeZone)
      : `<p>The count of ${year} is not published yet. It is published by ${by}.</p>`;
    return page(`Water turned off for nonpayment, ${escapeHtml(name)}`, `${said}${others(reports, year)}`);
  }
}
