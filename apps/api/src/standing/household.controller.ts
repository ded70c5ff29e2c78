import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { giveHousehold, INCOME_EVIDENCE_ROLES, standing, verifyHousehold as verifyBody } from '@curbstop/contracts';
import type { Standing } from '@curbstop/contracts';
import { recordIncomeEvidence, standingOf, verifyIncomeEvidence } from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept, idempotencyKey, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

/** C.1.b, F.4, G.1.b: what a household has shown of its income, and what it could ask for now. */
@Controller('api/accounts/:accountId')
@Allow(...INCOME_EVIDENCE_ROLES)
export class HouseholdController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get('standing')
  @Describe({ says: 'Waivers, extensions and the evidence of a low income', answer: standing })
  read(@Param('accountId', idInPath('accountId')) accountId: number): Promise<Standing> {
    return standingOf(this.source, accountId, this.city.clock.now());
  }

  @Put('household')
  @Describe({ says: 'Takes evidence of a low income', body: giveHousehold, answer: standing, idempotent: true })
  async give(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(giveHousehold)) body: z.output<typeof giveHousehold>,
    @Staff() staff: StaffMember,
  ): Promise<Standing> {
    await recordIncomeEvidence(
      this.source,
      { accountId, ...body },
      actorOf(staff, 'clerk'),
      this.city.clock.now(),
      idempotencyKey.transform(key),
    );
    return this.read(accountId);
  }

  @Post('household/verification')
  @HttpCode(200)
  @Describe({ says: 'Says whether the evidence is in order', body: verifyBody, answer: standing, idempotent: true })
  async verify(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(verifyBody)) { verified }: z.output<typeof verifyBody>,
    @Staff() staff: StaffMember,
  ): Promise<Standing> {
    await verifyIncomeEvidence(
      this.source,
      { accountId, verified },
      actorOf(staff, 'clerk'),
      this.city.clock.now(),
      idempotencyKey.transform(key),
    );
    return this.read(accountId);
  }
}
