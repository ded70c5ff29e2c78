import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  DESK_ROLES,
  accountCloses,
  cancelLandlordTrust as cancelBody,
  closeAccount,
  fileLandlordTrust as fileBody,
  finalRead,
  homeSold,
  refundMade,
  smartMeter,
  tenure,
} from '@curbstop/contracts';
import type { AccountCloses, RefundMade, Tenure } from '@curbstop/contracts';
import {
  cancelLandlordTrust,
  fileLandlordTrust,
  optIn,
  optOut,
  postFinalRead,
  requestStopService,
  requestRefund,
  sellPremise,
  tenureOf,
} from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept, idempotencyKey, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

const Account = (): ParameterDecorator => Param('accountId', idInPath('accountId'));

/** A, L.1: how an account ends, whose the place is, and how its meter is read. */
@Controller('api/accounts/:accountId')
@Allow('clerk', 'finance', 'supervisor', 'asst-director-finance', 'admin')
export class TenuresController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get('tenure')
  @Allow(...DESK_ROLES)
  @Describe({ says: 'How the account began and ends, and what would be granted', answer: tenure })
  read(@Account() accountId: number): Promise<Tenure> {
    return tenureOf(this.source, accountId, this.city.clock.now());
  }

  @Post('close')
  @HttpCode(200)
  @Describe({
    says: 'Closes the account, today or on a day to come',
    body: closeAccount,
    answer: accountCloses,
    idempotent: true,
  })
  close(
    @Account() accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(closeAccount)) body: z.output<typeof closeAccount>,
    @Staff() staff: StaffMember,
  ): Promise<AccountCloses> {
    const input = { accountId, ...body, idempotencyKey: idempotencyKey.transform(key) };
    return requestStopService(this.source, input, actorOf(staff, 'clerk'), this.city.clock.now());
  }

  @Post('final-read')
  @HttpCode(200)
  @Describe({ says: 'Posts the final read', body: finalRead, answer: tenure, idempotent: true })
  async finalRead(
    @Account() accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(finalRead)) body: z.output<typeof finalRead>,
    @Staff() staff: StaffMember,
  ): Promise<Tenure> {
    const input = { accountId, ...body, idempotencyKey: idempotencyKey.transform(key) };
    await postFinalRead(this.source, input, actorOf(staff, 'clerk'), this.city.clock.now());
    return this.read(accountId);
  }

  @Post('refund')
  @HttpCode(200)
  @Describe({ says: 'Sends the credit of a closed account back', answer: refundMade, idempotent: true })
  async refund(
    @Account() accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Staff() staff: StaffMember,
  ): Promise<RefundMade> {
    const input = { accountId, idempotencyKey: idempotencyKey.transform(key) };
    return { amount: await requestRefund(this.source, input, actorOf(staff, 'finance'), this.city.clock.now()) };
  }

  @Post('landlord-trust')
  @HttpCode(200)
  @Describe({ says: 'Files a Landlord Trust for the place', body: fileBody, answer: tenure, idempotent: true })
  async fileTrust(
    @Account() accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(fileBody)) body: z.output<typeof fileBody>,
    @Staff() staff: StaffMember,
  ): Promise<Tenure> {
    const input = { accountId, ...body, idempotencyKey: idempotencyKey.transform(key) };
    await fileLandlordTrust(this.source, input, actorOf(staff, 'clerk'), this.city.clock.now());
    return this.read(accountId);
  }

  @Post('landlord-trust/cancel')
  @HttpCode(200)
  @Describe({
    says: 'Ends the Landlord Trust at the owner’s word',
    body: cancelBody,
    answer: tenure,
    idempotent: true,
  })
  async cancelTrust(
    @Account() accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(cancelBody)) body: z.output<typeof cancelBody>,
    @Staff() staff: StaffMember,
  ): Promise<Tenure> {
    const input = { accountId, ...body, idempotencyKey: idempotencyKey.transform(key) };
    await cancelLandlordTrust(this.source, input, actorOf(staff, 'clerk'), this.city.clock.now());
    return this.read(accountId);
  }

  @Post('sale')
  @HttpCode(200)
  @Describe({ says: 'Keeps that the home was sold', body: homeSold, answer: tenure, idempotent: true })
  async sale(
    @Account() accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(homeSold)) body: z.output<typeof homeSold>,
    @Staff() staff: StaffMember,
  ): Promise<Tenure> {
    const input = { accountId, ...body, idempotencyKey: idempotencyKey.transform(key) };
    await sellPremise(this.source, input, actorOf(staff, 'clerk'), this.city.clock.now());
    return this.read(accountId);
  }

  @Post('smart-meter')
  @HttpCode(200)
  @Describe({ says: 'Refuses the smart meter, or takes it again', body: smartMeter, answer: tenure, idempotent: true })
  async smartMeter(
    @Account() accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(smartMeter)) { readByHand }: z.output<typeof smartMeter>,
    @Staff() staff: StaffMember,
  ): Promise<Tenure> {
    const ask = readByHand ? optOut : optIn;
    const actor = actorOf(staff, 'clerk');
    await ask(this.source, accountId, actor, this.city.clock.now(), idempotencyKey.transform(key));
    return this.read(accountId);
  }
}
