import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  BILLING_OFFICE,
  extensionAnswer,
  requestExtension as extensionBody,
  requestWaiver as waiverBody,
  standing,
  waiverAnswer,
} from '@curbstop/contracts';
import type { Standing } from '@curbstop/contracts';
import { requestExtension, requestWaiver, restoreExtensions, revokeExtensions, standingOf } from '@curbstop/core';
import type { ExtensionAnswer, StaffMember, WaiverAnswer } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept, idempotencyKey, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

/** C.1.a, C.1.b, D: late charges that are waived, and more time. */
@Controller('api/accounts/:accountId')
@Allow(...BILLING_OFFICE)
export class ExtensionsController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Post('waivers')
  @HttpCode(200)
  @Describe({ says: 'Asks for a late charge to be waived', body: waiverBody, answer: waiverAnswer, idempotent: true })
  waive(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(waiverBody)) { decision, ...body }: z.output<typeof waiverBody>,
    @Staff() staff: StaffMember,
  ): Promise<WaiverAnswer> {
    const by = actorOf(staff, 'clerk');
    const input = {
      accountId,
      idempotencyKey: idempotencyKey.transform(key),
      decision: decision && { ...decision, by },
      ...body,
    };
    return requestWaiver(this.source, input, by, this.city.clock.now());
  }

  @Post('extensions')
  @HttpCode(200)
  @Describe({ says: 'Asks for more time', body: extensionBody, answer: extensionAnswer, idempotent: true })
  extend(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(extensionBody)) body: z.output<typeof extensionBody>,
    @Staff() staff: StaffMember,
  ): Promise<ExtensionAnswer> {
    const input = { accountId, idempotencyKey: idempotencyKey.transform(key), ...body };
    return requestExtension(this.source, input, actorOf(staff, 'clerk'), this.city.clock.now());
  }

  @Post('extensions/revoke')
  @HttpCode(200)
  @Describe({ says: 'Takes the right to extensions away', answer: standing, idempotent: true })
  async revoke(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Staff() staff: StaffMember,
  ): Promise<Standing> {
    const now = this.city.clock.now();
    await revokeExtensions(this.source, accountId, actorOf(staff, 'supervisor'), now, idempotencyKey.transform(key));
    return standingOf(this.source, accountId, now);
  }

  @Post('extensions/restore')
  @HttpCode(200)
  @Allow('asst-director-finance')
  @Describe({ says: 'Gives the right to extensions back', answer: standing, idempotent: true })
  async restore(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Staff() staff: StaffMember,
  ): Promise<Standing> {
    const now = this.city.clock.now();
    await restoreExtensions(
      this.source,
      accountId,
      actorOf(staff, 'asst-director-finance'),
      now,
      idempotencyKey.transform(key),
    );
    return standingOf(this.source, accountId, now);
  }
}
