import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  receipt,
  reconnectionAnswer,
  requestReconnection as reconnectionBody,
  paymentTaken as paymentBody,
} from '@curbstop/contracts';
import type { PaymentTaken, Receipt, ReconnectionAnswer } from '@curbstop/contracts';
import { requestReconnection, takePayment } from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept, idempotencyKey, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

/** Money over the counter, and the wish to have the water back (J.2, J.4, F.1 to F.3). */
@Controller('api/accounts/:accountId')
@Allow('clerk', 'finance', 'admin')
export class PaymentsController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Post('payments')
  @HttpCode(200)
  @Allow('cashier', 'clerk', 'finance', 'supervisor', 'admin')
  @Describe({ says: 'Takes a payment', body: paymentBody, answer: receipt, idempotent: true })
  take(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept<PaymentTaken>(paymentBody)) body: PaymentTaken,
    @Staff() staff: StaffMember,
  ): Promise<Receipt> {
    const payment = { accountId, idempotencyKey: idempotencyKey.transform(key), ...body };
    // Dating back, and an amount far above what is owed, are a supervisor's (J.2.a, J.1); all else is done as a clerk.
    const leads = body.datedBack ?? body.forwardedOn ?? body.amountAgain;
    const actor = actorOf(staff, leads === undefined ? 'clerk' : 'supervisor');
    return takePayment(this.source, payment, actor, this.city.clock.now());
  }

  @Post('reconnection')
  @HttpCode(200)
  @Describe({ says: 'Asks for the water back', body: reconnectionBody, answer: reconnectionAnswer, idempotent: true })
  reconnect(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(reconnectionBody)) body: z.output<typeof reconnectionBody>,
    @Staff() staff: StaffMember,
  ): Promise<ReconnectionAnswer> {
    const request = { accountId, idempotencyKey: idempotencyKey.transform(key), ...body };
    return requestReconnection(this.source, request, actorOf(staff, 'clerk'), this.city.clock.now());
  }
}
