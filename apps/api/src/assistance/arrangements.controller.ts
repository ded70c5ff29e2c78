import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  BILLING_OFFICE,
  OFFICE_ROLES,
  arrangementPreview,
  arrangementWish,
  payInstalment as instalmentBody,
  receipt,
  signedArrangement,
} from '@curbstop/contracts';
import type { ArrangementPreview, Receipt, SignedArrangement } from '@curbstop/contracts';
import { payInstalment, previewArrangement, signArrangement } from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept, idempotencyKey, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

/** I: arrangements and their instalments. */
@Controller('api/accounts/:accountId')
export class ArrangementsController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Post('arrangements/preview')
  @HttpCode(200)
  @Allow(...BILLING_OFFICE)
  @Describe({
    says: 'Works an arrangement out and says what stands against it',
    body: arrangementWish,
    answer: arrangementPreview,
  })
  preview(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Body(new Accept(arrangementWish)) wish: z.output<typeof arrangementWish>,
  ): Promise<ArrangementPreview> {
    return previewArrangement(this.source, accountId, wish, this.city.clock.now());
  }

  @Post('arrangements')
  @HttpCode(200)
  @Allow(...BILLING_OFFICE)
  @Describe({ says: 'Signs an arrangement', body: arrangementWish, answer: signedArrangement, idempotent: true })
  sign(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(arrangementWish)) wish: z.output<typeof arrangementWish>,
    @Staff() staff: StaffMember,
  ): Promise<SignedArrangement> {
    const input = { accountId, wish, idempotencyKey: idempotencyKey.transform(key) };
    return signArrangement(this.source, input, actorOf(staff, 'supervisor'), this.city.clock.now());
  }

  @Post('instalments')
  @HttpCode(200)
  @Allow(...OFFICE_ROLES['pay-instalment'])
  @Describe({ says: 'Takes cash toward the arrangement', body: instalmentBody, answer: receipt, idempotent: true })
  pay(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(instalmentBody)) body: z.output<typeof instalmentBody>,
    @Staff() staff: StaffMember,
  ): Promise<Receipt> {
    const input = { accountId, ...body, idempotencyKey: idempotencyKey.transform(key) };
    const leads = body.amountAgain === undefined ? 'cashier' : 'supervisor';
    return payInstalment(this.source, input, actorOf(staff, leads), this.city.clock.now());
  }
}
