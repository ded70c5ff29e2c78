import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  DESK_ROLES,
  appealAnswer,
  appeals,
  decideAppeal as decisionBody,
  declineAppeal as unheardBody,
  fileAppeal as filingBody,
  fileFurtherAppeal as furtherBody,
} from '@curbstop/contracts';
import type { Actor, AppealAnswer, Appeals, Role } from '@curbstop/contracts';
import { appealsOf, decideAppeal, declineHearing, fileAppeal, fileSecondLevelAppeal } from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept, idempotencyKey, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

const OFFICE = ['clerk', 'finance', 'supervisor', 'asst-director-finance', 'admin'] as const;
/** H.3.b. */
const HEAR = ['appeal-officer', 'asst-director-finance'] as const;
/** H.4.a. */
const DECIDE_FURTHER = ['city-manager', 'public-works-director', 'admin-services-director'] as const;

/** The journal names the role by which somebody may do it, also where they have another one besides. */
function by(staff: StaffMember, roles: readonly [Role, ...Role[]]): Actor {
  return actorOf(staff, roles.find((role) => staff.roles.includes(role)) ?? roles[0]);
}

const account = () => Param('accountId', idInPath('accountId'));
const appeal = () => Param('appealId', idInPath('appealId'));

/** H: appeals of bills and charges, and their decisions on two levels. */
@Controller('api/accounts/:accountId/appeals')
export class AppealsController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get()
  @Allow(...DESK_ROLES)
  @Describe({ says: 'Appeals of an account, and what could be appealed now', answer: appeals })
  read(@account() accountId: number): Promise<Appeals> {
    return appealsOf(this.source, accountId, this.city.clock.now());
  }

  @Post()
  @HttpCode(200)
  @Allow(...OFFICE)
  @Describe({ says: 'Takes an appeal; the water stays on', body: filingBody, answer: appealAnswer, idempotent: true })
  async file(
    @account() accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(filingBody)) body: z.output<typeof filingBody>,
    @Staff() staff: StaffMember,
  ): Promise<AppealAnswer> {
    const actor = by(staff, OFFICE);
    const input = { accountId, ...body, idempotencyKey: idempotencyKey.transform(key) };
    const { appealId, says } = await fileAppeal(this.source, input, actor, this.city.clock.now());
    return { appealId, says };
  }

  @Post(':appealId/decision')
  @HttpCode(200)
  @Allow(...HEAR)
  @Describe({
    says: 'Decides an appeal of the first level',
    body: decisionBody,
    answer: appealAnswer,
    idempotent: true,
  })
  decide(
    @account() accountId: number,
    @appeal() appealId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(decisionBody)) body: z.output<typeof decisionBody>,
    @Staff() staff: StaffMember,
  ): Promise<AppealAnswer> {
    const input = { accountId, appealId, level: 1 as const, ...body, idempotencyKey: idempotencyKey.transform(key) };
    return decideAppeal(this.source, input, by(staff, HEAR), this.city.clock.now());
  }

  @Post(':appealId/unheard')
  @HttpCode(200)
  @Allow(...HEAR)
  @Describe({ says: 'Leaves an appeal over the limit unheard', body: unheardBody, answer: appeals, idempotent: true })
  async unheard(
    @account() accountId: number,
    @appeal() appealId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(unheardBody)) { reason }: z.output<typeof unheardBody>,
    @Staff() staff: StaffMember,
  ): Promise<Appeals> {
    const actor = by(staff, HEAR);
    const input = { accountId, appealId, reason, idempotencyKey: idempotencyKey.transform(key) };
    await declineHearing(this.source, input, actor, this.city.clock.now());
    return this.read(accountId);
  }

  @Post(':appealId/further')
  @HttpCode(200)
  @Allow(...OFFICE)
  @Describe({
    says: 'Takes a lost appeal to the second level',
    body: furtherBody,
    answer: appealAnswer,
    idempotent: true,
  })
  further(
    @account() accountId: number,
    @appeal() appealId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(furtherBody)) { written }: z.output<typeof furtherBody>,
    @Staff() staff: StaffMember,
  ): Promise<AppealAnswer> {
    const input = { accountId, appealId, written, idempotencyKey: idempotencyKey.transform(key) };
    return fileSecondLevelAppeal(this.source, input, by(staff, OFFICE), this.city.clock.now());
  }

  @Post(':appealId/further-decision')
  @HttpCode(200)
  @Allow(...DECIDE_FURTHER)
  @Describe({
    says: 'Decides an appeal of the second level, for good',
    body: decisionBody,
    answer: appealAnswer,
    idempotent: true,
  })
  decideFurther(
    @account() accountId: number,
    @appeal() appealId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(decisionBody)) body: z.output<typeof decisionBody>,
    @Staff() staff: StaffMember,
  ): Promise<AppealAnswer> {
    const input = { accountId, appealId, level: 2 as const, ...body, idempotencyKey: idempotencyKey.transform(key) };
    return decideAppeal(this.source, input, by(staff, DECIDE_FURTHER), this.city.clock.now());
  }
}
