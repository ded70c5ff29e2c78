import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  bankDebit,
  bankDebitAnswer,
  bankDebitConcern,
  decideDoubt as doubtBody,
  eveningGiven,
  lostEvening,
  openReturns,
  paying,
  releaseCashOnly as releaseBody,
  returned,
  returnPayment as returnBody,
  saidSo,
} from '@curbstop/contracts';
import type { OpenReturns, Paying, Role } from '@curbstop/contracts';
import {
  bankAccountClosed,
  confirmDebit,
  decideDoubt,
  enrolDebit,
  restorePayBy,
  openReturns as returnsOpen,
  payingOf,
  disputeDebit,
  releaseCashOnly,
  recordReturnedPayment,
  stopDebit,
} from '@curbstop/core';
import type { DebitAnswer, Returned, StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { Accept, idempotencyKey, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

const asked = z.object({
  page: z
    .string()
    .regex(/^\d{1,6}$/, 'Give the number of a page; the first is 0.')
    .transform(Number)
    .default(0),
});

/** Of several roles, the one that the policy asks for where it asks for one (Z.4, J.4.a). */
function leading(staff: StaffMember, wanted: Role): Role {
  return staff.roles.includes(wanted) ? wanted : (staff.roles[0] ?? wanted);
}

/** J.6, J.7, K: how an account is paid, what comes back, and what follows from it. */
@Controller('api')
@Allow('cashier', 'clerk', 'finance', 'supervisor', 'asst-director-finance', 'admin')
export class ReturnsController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get('accounts/:accountId/paying')
  @Describe({ says: 'How an account may be paid, what came back, and what each form would answer', answer: paying })
  paying(@Param('accountId', idInPath('accountId')) accountId: number, @Staff() staff: StaffMember): Promise<Paying> {
    return payingOf(this.source, accountId, leading(staff, 'asst-director-finance'), this.city.clock.now());
  }

  @Get('returns')
  @Describe({
    says: 'Returned payments that are not made good, by their deadline',
    query: { page: 'The number of the page; the first is 0' },
    answer: openReturns,
  })
  open(@Query(new Accept(asked)) { page }: z.output<typeof asked>): Promise<OpenReturns> {
    return returnsOpen(this.source, page);
  }

  @Post('payments/:paymentId/return')
  @HttpCode(200)
  @Describe({ says: 'Enters that a payment came back', body: returnBody, answer: returned, idempotent: true })
  comesBack(
    @Param('paymentId', idInPath('paymentId')) paymentId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(returnBody)) { code }: z.output<typeof returnBody>,
    @Staff() staff: StaffMember,
  ): Promise<Returned> {
    const input = { paymentId, code, idempotencyKey: idempotencyKey.transform(key) };
    return recordReturnedPayment(this.source, input, actorOf(staff, 'clerk'), this.city.clock.now());
  }

  @Post('payments/:paymentId/doubt')
  @HttpCode(200)
  @Allow('supervisor', 'asst-director-finance')
  @Describe({ says: 'Decides about a payment in doubt', body: doubtBody, answer: saidSo, idempotent: true })
  decide(
    @Param('paymentId', idInPath('paymentId')) paymentId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(doubtBody)) decided: z.output<typeof doubtBody>,
    @Staff() staff: StaffMember,
  ): Promise<{ says: string }> {
    const input = { paymentId, decided, idempotencyKey: idempotencyKey.transform(key) };
    return decideDoubt(this.source, input, actorOf(staff, 'supervisor'), this.city.clock.now());
  }

  @Post('accounts/:accountId/cash-only/release')
  @HttpCode(200)
  @Describe({ says: 'Gives back the right to pay by check', body: releaseBody, answer: saidSo, idempotent: true })
  release(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(releaseBody)) { why }: z.output<typeof releaseBody>,
    @Staff() staff: StaffMember,
  ): Promise<{ says: string }> {
    const actor = actorOf(staff, 'asst-director-finance');
    const once = idempotencyKey.transform(key);
    return releaseCashOnly(this.source, { accountId, why }, actor, this.city.clock.now(), once);
  }

  @Post('accounts/:accountId/bank-debit')
  @HttpCode(200)
  @Describe({ says: 'Sets up a bank debit', body: bankDebit, answer: bankDebitAnswer, idempotent: true })
  enrol(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(bankDebit)) { written }: z.output<typeof bankDebit>,
    @Staff() staff: StaffMember,
  ): Promise<DebitAnswer> {
    const input = { accountId, written, idempotencyKey: idempotencyKey.transform(key) };
    return enrolDebit(this.source, input, actorOf(staff, 'clerk'), this.city.clock.now());
  }

  @Post('accounts/:accountId/bank-debit/confirm')
  @HttpCode(200)
  @Describe({ says: 'The bank has confirmed a debit', answer: bankDebitAnswer, idempotent: true })
  confirm(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Staff() staff: StaffMember,
  ): Promise<DebitAnswer> {
    const actor = actorOf(staff, 'clerk');
    return confirmDebit(this.source, accountId, actor, this.city.clock.now(), idempotencyKey.transform(key));
  }

  @Post('accounts/:accountId/bank-debit/stop')
  @HttpCode(200)
  @Describe({ says: 'Stops a bank debit', body: bankDebit, answer: bankDebitAnswer, idempotent: true })
  stop(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(bankDebit)) { written }: z.output<typeof bankDebit>,
    @Staff() staff: StaffMember,
  ): Promise<DebitAnswer> {
    const input = { accountId, written, idempotencyKey: idempotencyKey.transform(key) };
    return stopDebit(this.source, input, actorOf(staff, 'clerk'), this.city.clock.now());
  }

  @Post('accounts/:accountId/bank-debit/closed')
  @HttpCode(200)
  @Describe({
    says: 'The bank says that the account behind a debit is closed',
    answer: bankDebitAnswer,
    idempotent: true,
  })
  closed(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Staff() staff: StaffMember,
  ): Promise<DebitAnswer> {
    const actor = actorOf(staff, 'clerk');
    return bankAccountClosed(this.source, accountId, actor, this.city.clock.now(), idempotencyKey.transform(key));
  }

  @Post('accounts/:accountId/bank-debit/concern')
  @HttpCode(200)
  @Describe({
    says: 'Raises a concern about the coming debit',
    body: bankDebitConcern,
    answer: saidSo,
    idempotent: true,
  })
  concern(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(bankDebitConcern)) { concern }: z.output<typeof bankDebitConcern>,
    @Staff() staff: StaffMember,
  ): Promise<{ says: string }> {
    const input = { accountId, concern, idempotencyKey: idempotencyKey.transform(key) };
    return disputeDebit(this.source, input, actorOf(staff, 'clerk'), this.city.clock.now());
  }

  @Post('accounts/:accountId/lost-evening')
  @HttpCode(200)
  @Describe({
    says: 'Gives a business day more for an evening the website was down',
    body: lostEvening,
    answer: eveningGiven,
  })
  giveBack(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Body(new Accept(lostEvening)) { taskId }: z.output<typeof lostEvening>,
    @Staff() staff: StaffMember,
  ): Promise<z.input<typeof eveningGiven>> {
    return restorePayBy(this.source, { accountId, taskId }, actorOf(staff, 'supervisor'), this.city.clock.now());
  }
}
