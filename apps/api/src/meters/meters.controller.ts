import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  BILLING_OFFICE,
  DIAL_ROLES,
  TAKE_BACK_ROLES,
  billTakenBack,
  deadLetterDecision,
  deadLetterList,
  dialCorrection,
  doubtedReadings,
  exchangeOrder,
  exchangeOrdered,
  heldBillDecision,
  heldBillList,
  meterExchange,
  meterExchanged,
  readingDecision,
  readingList,
} from '@curbstop/contracts';
import type { DeadLetterList, DoubtedReadings, HeldBillList, ReadingList } from '@curbstop/contracts';
import {
  correctDial,
  decideDeadLetter,
  decideHeldBill,
  decideRead,
  exchangeMeter,
  listDeadLetters,
  listDoubtedReadings,
  listHeldBills,
  listReadings,
  orderMeterExchange,
  takeBackBill,
} from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept, idInPath, idempotencyKey } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { Page, pageQuery } from '../edge/page.ts';
import type { PageAsked } from '../edge/page.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

/** Readings, the meters that they are of, bills that wait because of them, and what devices sent that could not be handled. */
@Controller('api')
@Allow(...BILLING_OFFICE)
export class MetersController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get('accounts/:accountId/readings')
  @Describe({ says: 'The readings at the place of an account, what is doubted first', answer: readingList })
  readings(@Param('accountId', idInPath('accountId')) accountId: number): Promise<ReadingList> {
    return listReadings(this.source, accountId, this.city.clock.now());
  }

  @Post('accounts/:accountId/readings/decide')
  @HttpCode(204)
  @Describe({ says: 'Accepts a reading or voids it, with the reason', body: readingDecision })
  async decideReading(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Body(new Accept(readingDecision)) body: z.output<typeof readingDecision>,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    await decideRead(this.source, { accountId, ...body }, actorOf(staff, 'clerk'), this.city.clock.now());
  }

  @Get('doubted-readings')
  @Describe({
    says: 'Readings of the whole city that wait for a decision, those that wait longest first',
    query: pageQuery,
    answer: doubtedReadings,
  })
  doubted(@Page() { page }: PageAsked): Promise<DoubtedReadings> {
    return listDoubtedReadings(this.source, page);
  }

  @Post('doubted-readings/decide')
  @HttpCode(204)
  @Describe({ says: 'Accepts a reading or voids it from the list of the whole city', body: readingDecision })
  async decideDoubted(
    @Body(new Accept(readingDecision)) body: z.output<typeof readingDecision>,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    await decideRead(this.source, { accountId: null, ...body }, actorOf(staff, 'clerk'), this.city.clock.now());
  }

  @Post('accounts/:accountId/meter-exchange')
  @Describe({
    says: 'Exchanges the meter, with the closing and the opening reading',
    body: meterExchange,
    answer: meterExchanged,
  })
  async exchange(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(meterExchange)) body: z.output<typeof meterExchange>,
    @Staff() staff: StaffMember,
  ): Promise<z.output<typeof meterExchanged>> {
    const asked = { accountId, ...body, idempotencyKey: idempotencyKey.transform(key) };
    return {
      meterId: await exchangeMeter(this.source, asked, actorOf(staff, 'clerk'), this.city.clock.now()),
    };
  }

  @Post('accounts/:accountId/meter-exchange-order')
  @Describe({
    says: 'Asks that a crew exchanges the meter, and says why',
    body: exchangeOrder,
    answer: exchangeOrdered,
  })
  orderExchange(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(exchangeOrder)) body: z.output<typeof exchangeOrder>,
    @Staff() staff: StaffMember,
  ): Promise<z.output<typeof exchangeOrdered>> {
    const asked = { accountId, ...body, idempotencyKey: idempotencyKey.transform(key) };
    return orderMeterExchange(this.source, asked, actorOf(staff, 'clerk'), this.city.clock.now());
  }

  @Post('accounts/:accountId/meters/:meterId/dial')
  @HttpCode(204)
  @Allow(...DIAL_ROLES)
  @Describe({
    says: 'Corrects what is on record of a dial, with the reason; readings stay what they were',
    body: dialCorrection,
  })
  async dial(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Param('meterId', idInPath('meterId')) meterId: number,
    @Body(new Accept(dialCorrection)) { unit, digits, multiplier, reason, version }: z.output<typeof dialCorrection>,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    const asked = { accountId, meterId, version, reason, dial: { unit, digits, multiplier } };
    await correctDial(this.source, asked, actorOf(staff, 'supervisor'), this.city.clock.now());
  }

  @Post('accounts/:accountId/bills/:billId/take-back')
  @HttpCode(204)
  @Allow(...TAKE_BACK_ROLES)
  @Describe({
    says: 'Takes back a bill whose reading is void, and makes it again from a good one',
    body: billTakenBack,
  })
  async takeBack(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Param('billId', idInPath('billId')) billId: number,
    @Body(new Accept(billTakenBack)) { reason }: z.output<typeof billTakenBack>,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    await takeBackBill(this.source, { accountId, billId, reason }, actorOf(staff, 'finance'), this.city.clock.now());
  }

  @Get('held-bills')
  @Describe({ says: 'Bills far above the own use, which wait for a person', answer: heldBillList })
  heldBills(): Promise<HeldBillList> {
    return listHeldBills(this.source);
  }

  @Post('held-bills/:heldId/decide')
  @HttpCode(204)
  @Describe({ says: 'Releases a held bill, voids its reading, or has the meter read again', body: heldBillDecision })
  async decideHeld(
    @Param('heldId', idInPath('heldId')) heldId: number,
    @Body(new Accept(heldBillDecision)) body: z.output<typeof heldBillDecision>,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    await decideHeldBill(this.source, { heldId, ...body }, actorOf(staff, 'clerk'), this.city.clock.now());
  }

  @Get('dead-letters')
  @Allow('supervisor', 'admin')
  @Describe({ says: 'Messages of devices that could not be handled', answer: deadLetterList })
  async deadLetters(): Promise<DeadLetterList> {
    return { letters: await listDeadLetters(this.source) };
  }

  @Post('dead-letters/:letterId/decide')
  @HttpCode(204)
  @Allow('supervisor', 'admin')
  @Describe({ says: 'Replays a message, or dismisses it with the reason', body: deadLetterDecision })
  async decideLetter(
    @Param('letterId', idInPath('letterId')) letterId: number,
    @Body(new Accept(deadLetterDecision)) body: z.output<typeof deadLetterDecision>,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    await decideDeadLetter(this.source, { letterId, ...body }, actorOf(staff, 'supervisor'), this.city.clock.now());
  }
}
