import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { DESK_ROLES, PAPER_KINDS } from '@curbstop/contracts';
import type { PaperKind } from '@curbstop/contracts';
import { NotFound, Refused, paperFacts } from '@curbstop/core';
import { PaperRefused, inLanguage, makePaper, translatedLanguages } from '@curbstop/documents';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Accept, idInPath } from '../edge/accept.ts';
import { Allow } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

const asked = z.object({
  record: z.string().min(1).max(40).optional(),
  language: z.string().min(2).max(20).optional(),
});

function kindOf(text: string): PaperKind {
  const kind = PAPER_KINDS.find((each) => each === text);
  if (kind === undefined) throw new NotFound('There is no such paper.');
  return kind;
}

/** An account's papers, as they are printed. */
@Controller('api/accounts/:accountId/papers')
@Allow(...DESK_ROLES)
export class PapersController {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get(':kind')
  @Describe({
    says: 'A paper of the account as PDF',
    query: {
      record: 'The number of a bill, a notice, a payment or an arrangement; the newest without it',
      language: 'One language of the paper; without it, those of the notice or the customer’s own',
    },
    file: 'application/pdf',
  })
  async paper(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Param('kind', new Accept(z.string().max(40), 'kind')) named: string,
    @Query(new Accept(asked)) { record, language }: z.output<typeof asked>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const kind = kindOf(named);
    if (language !== undefined && !translatedLanguages().includes(language))
      throw new NotFound(`There are no messages in ${language}.`);
    const of = { kind, accountId, record: record ?? null };
    const facts = await paperFacts(this.source.manager, of, this.city.clock.now());
    try {
      const bytes = await makePaper(language === undefined ? facts : inLanguage(facts, language));
      reply.header('content-type', 'application/pdf');
      reply.header('content-disposition', `inline; filename="${kind}-${facts.account}.pdf"`);
      return Buffer.from(bytes);
    } catch (error) {
      if (error instanceof PaperRefused) throw new Refused(error.message, [facts.clause]);
      throw error;
    }
  }
}
