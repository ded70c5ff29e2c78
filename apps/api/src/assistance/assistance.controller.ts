import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  BILLING_OFFICE,
  answerAssistance,
  assistance,
  submitAssistance as papersBody,
  submitCertificate as certificateBody,
} from '@curbstop/contracts';
import type { Assistance } from '@curbstop/contracts';
import {
  assistanceOf,
  requestArrangement,
  reviewAssistance,
  submitAssistance,
  submitCertificate,
  supplyDocuments,
} from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept, idempotencyKey, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

/** G: the conditions that keep a home on, and the review of the papers that show them. */
@Controller('api/accounts/:accountId')
@Allow(...BILLING_OFFICE)
export class AssistanceController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get('assistance')
  @Describe({ says: 'The conditions of G.1, the review of papers, and arrangements', answer: assistance })
  read(@Param('accountId', idInPath('accountId')) accountId: number): Promise<Assistance> {
    return assistanceOf(this.source, accountId, this.city.clock.now());
  }

  @Post('certificates')
  @HttpCode(200)
  @Describe({
    says: 'Takes a medical certificate: its date and nothing else',
    body: certificateBody,
    answer: assistance,
    idempotent: true,
  })
  async certificate(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(certificateBody)) { dated }: z.output<typeof certificateBody>,
    @Staff() staff: StaffMember,
  ): Promise<Assistance> {
    await submitCertificate(
      this.source,
      { accountId, dated },
      actorOf(staff, 'clerk'),
      this.city.clock.now(),
      idempotencyKey.transform(key),
    );
    return this.read(accountId);
  }

  @Post('assistance')
  @HttpCode(200)
  @Describe({ says: 'Takes papers for the review of G.2', body: papersBody, answer: assistance, idempotent: true })
  async papers(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(papersBody)) { complete }: z.output<typeof papersBody>,
    @Staff() staff: StaffMember,
  ): Promise<Assistance> {
    await submitAssistance(
      this.source,
      { accountId, complete },
      actorOf(staff, 'clerk'),
      this.city.clock.now(),
      idempotencyKey.transform(key),
    );
    return this.read(accountId);
  }

  @Post('assistance/answer')
  @HttpCode(200)
  @Describe({
    says: 'Answers the customer: asks for more, offers, or finds not eligible',
    body: answerAssistance,
    answer: assistance,
    idempotent: true,
  })
  async answer(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(answerAssistance)) body: z.output<typeof answerAssistance>,
    @Staff() staff: StaffMember,
  ): Promise<Assistance> {
    await reviewAssistance(
      this.source,
      { accountId, ...body },
      actorOf(staff, 'clerk'),
      this.city.clock.now(),
      idempotencyKey.transform(key),
    );
    return this.read(accountId);
  }

  @Post('assistance/information')
  @HttpCode(200)
  @Describe({ says: 'Takes what the city had asked for', answer: assistance, idempotent: true })
  async information(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Staff() staff: StaffMember,
  ): Promise<Assistance> {
    await supplyDocuments(
      this.source,
      accountId,
      actorOf(staff, 'clerk'),
      this.city.clock.now(),
      idempotencyKey.transform(key),
    );
    return this.read(accountId);
  }

  @Post('arrangement-requests')
  @HttpCode(200)
  @Describe({
    says: 'Asks for an arrangement; the water stays on while the city reviews it',
    answer: assistance,
    idempotent: true,
  })
  async request(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Staff() staff: StaffMember,
  ): Promise<Assistance> {
    await requestArrangement(
      this.source,
      accountId,
      actorOf(staff, 'clerk'),
      this.city.clock.now(),
      idempotencyKey.transform(key),
    );
    return this.read(accountId);
  }
}
