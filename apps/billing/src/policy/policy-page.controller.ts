import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { PublishedPolicy } from '@curbstop/contracts';
import { printedDay } from '@curbstop/policy';
import { DataSource } from 'typeorm';
import { Public } from '../edge/allow.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';
import { escapeHtml, page } from '../web/page.ts';
import { publishPolicy } from './publish.ts';

function rows(policy: PublishedPolicy): string {
  const row = (id: string, says: string): string => `<tr><td>${escapeHtml(id)}</td><td>${escapeHtml(says)}</td></tr>`;
  const clauses = policy.clauses.map((each) => row(each.id, `${each.title}. ${each.rule}`));
  const terms = policy.terms.map((each) => row(each.clause, each.says));
  return `<h2>The rules</h2><table>${clauses.join('')}</table><h2>The numbers</h2><table>${terms.join('')}</table>`;
}

/** Z.6: the policy as a page that anyone can read. */
@Controller()
@Public()
@ApiExcludeController()
export class PolicyPageController {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get('policy')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  async read(): Promise<string> {
    const policy = await publishPolicy(this.source, this.city.clock.now());
    const contact = policy.phone === '' ? '' : ` The billing office answers at ${escapeHtml(policy.phone)}.`;
    const head = `<p>Version of ${printedDay(policy.version)}, read on ${printedDay(policy.today)}.${contact}</p>`;
    return page(`Billing policy, ${escapeHtml(policy.city)}`, `${head}${rows(policy)}`);
  }
}
