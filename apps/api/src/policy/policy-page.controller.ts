import { Controller, Get, Header, Inject } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ApiExcludeController } from '@nestjs/swagger';
import type { PublishedPolicy } from '@curbstop/contracts';
import { printedDay } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { Public } from '../edge/allow.ts';
import { CITY, WORDING } from '../parts.ts';
import type { City } from '../parts.ts';
import { escapeHtml, page } from '../web/page.ts';
import { publishPolicy } from './publish.ts';
import type { Wording } from './wording.ts';

function row(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** A clause in our words, and beside it as the city adopted it, in each language that the city gave. */
function clauseRow({ id, title, rule, adopted }: PublishedPolicy['clauses'][number], beside: boolean): string {
  const ours = escapeHtml(`${title}. ${rule}`);
  const theirs = Object.entries(adopted).map(
    ([language, text]) => `<p lang="${escapeHtml(language)}">${escapeHtml(text)}</p>`,
  );
  return row([escapeHtml(id), ours, ...(beside ? [theirs.join('')] : [])]);
}

function rows(policy: PublishedPolicy): string {
  const beside = policy.clauses.some((each) => Object.keys(each.adopted).length > 0);
  const head = beside ? '<tr><th>Clause</th><th>In plain words</th><th>As adopted</th></tr>' : '';
  const clauses = policy.clauses.map((each) => clauseRow(each, beside));
  const terms = policy.terms.map((each) => row([escapeHtml(each.clause), escapeHtml(each.says)]));
  return `<h2>The rules</h2><table>${head}${clauses.join('')}</table><h2>The numbers</h2><table>${terms.join('')}</table>`;
}

/** Z.6: the policy as a page that anyone can read. */
@Controller()
@Public()
@ApiExcludeController()
export class PolicyPageController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
    @Inject(WORDING) private readonly wording: Wording,
  ) {}

  @Get('policy')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  async read(): Promise<string> {
    const policy = await publishPolicy(this.source, this.wording, this.city.clock.now());
    const contact = policy.phone === '' ? '' : ` The billing office answers at ${escapeHtml(policy.phone)}.`;
    const head = `<p>Version of ${printedDay(policy.version)}, read on ${printedDay(policy.today)}.${contact}</p>`;
    return page(`Billing policy, ${escapeHtml(policy.city)}`, `${head}${rows(policy)}`);
  }
}
