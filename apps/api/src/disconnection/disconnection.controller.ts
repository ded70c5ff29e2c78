import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { beforeTurnOff, contactMade, noticeByHand, tenantTaken, tenantTakes, thirdParty } from '@curbstop/contracts';
import type { TenantTaken } from '@curbstop/contracts';
import {
  beforeTurnOff as readBeforeTurnOff,
  mailNotice,
  recordContact,
  recordReturnedMail,
  setThirdPartyNotice,
  tenantTakesService,
} from '@curbstop/core';
import type { BeforeTurnOff, StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept, idempotencyKey, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

/** E.2, E.3 and readings 11 and 12: what comes before a turn-off, for one account. */
@Controller('api/accounts/:accountId')
@Allow('clerk', 'finance', 'supervisor', 'admin')
export class DisconnectionController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Post('notices')
  @HttpCode(204)
  @Describe({ says: 'Mails a notice, or leaves it at the door', body: noticeByHand, idempotent: true })
  async notice(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(noticeByHand)) body: z.output<typeof noticeByHand>,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    const notice = { accountId, ...body, idempotencyKey: idempotencyKey.transform(key) };
    await mailNotice(this.source, notice, actorOf(staff, 'clerk'), this.city.clock.now());
  }

  @Post('notices/returned')
  @HttpCode(204)
  @Describe({ says: 'Keeps that the disconnection notice came back', idempotent: true })
  async returned(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    const actor = actorOf(staff, 'clerk');
    await recordReturnedMail(this.source, accountId, actor, this.city.clock.now(), idempotencyKey.transform(key));
  }

  @Post('contacts')
  @HttpCode(204)
  @Describe({ says: 'Keeps a talk with an adult of the household', body: contactMade, idempotent: true })
  async contact(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(contactMade)) body: z.output<typeof contactMade>,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    const talk = { accountId, idempotencyKey: idempotencyKey.transform(key), ...body };
    await recordContact(this.source, talk, actorOf(staff, 'clerk'), this.city.clock.now());
  }

  @Get('disconnection')
  @Describe({ says: 'What can be asked before a turn-off, and how it would be answered now', answer: beforeTurnOff })
  state(@Param('accountId', idInPath('accountId')) accountId: number): Promise<BeforeTurnOff> {
    return readBeforeTurnOff(this.source.manager, accountId, this.city.clock.now());
  }

  @Put('third-party')
  @HttpCode(204)
  @Describe({ says: 'Names one more person who is told of every notice', body: thirdParty })
  async name(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Body(new Accept(thirdParty)) body: z.output<typeof thirdParty>,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    await setThirdPartyNotice(this.source, accountId, body, actorOf(staff, 'clerk'), this.city.clock.now());
  }

  @Delete('third-party')
  @HttpCode(204)
  @Describe({ says: 'Nobody else is told of notices any more' })
  async unname(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    await setThirdPartyNotice(this.source, accountId, null, actorOf(staff, 'clerk'), this.city.clock.now());
  }

  @Post('tenants')
  @HttpCode(200)
  @Describe({ says: 'Makes a tenant the customer', body: tenantTakes, answer: tenantTaken, idempotent: true })
  async tenant(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(tenantTakes)) body: z.output<typeof tenantTakes>,
    @Staff() staff: StaffMember,
  ): Promise<TenantTaken> {
    const asked = { accountId, idempotencyKey: idempotencyKey.transform(key), ...body };
    const actor = actorOf(staff, 'clerk');
    return { accountId: await tenantTakesService(this.source, asked, actor, this.city.clock.now()) };
  }
}
