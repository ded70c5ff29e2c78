import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  boundedDay,
  assignOrders as assignBody,
  attention as attentionAnswer,
  bulkResult,
  conflictDecision,
  crewConflict,
  crewConflicts,
  decideOrders as decideBody,
  dispatchDay as dayAnswer,
  dispatchOrder,
  fieldReport as fieldReportAnswer,
  optimised,
  optimiseStops as optimiseBody,
  recallOrder as recallBody,
  releaseOrders as releaseBody,
  sequenceStops as sequenceBody,
} from '@curbstop/contracts';
import type {
  Attention,
  BulkResult,
  CrewConflictView,
  DispatchDay,
  DispatchOrder,
  FieldReport,
} from '@curbstop/contracts';
import {
  NotFound,
  assignOrders,
  attentionNow,
  decideDispatch,
  dispatchDay,
  dispatchOrders,
  fieldReport,
  openConflicts,
  previewRelease,
  recallOrder,
  releaseOrders,
  resolveConflict,
  sequenceStops,
} from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { Accept, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';
import { optimise } from './optimise.ts';

const whichDay = z.object({ day: boundedDay('the day').optional() });

/** The dispatcher's day: the list, its release, the crews and their stops. */
@Controller('api/dispatch')
@Allow('dispatcher', 'admin')
export class DispatchController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get('day')
  @Describe({
    says: "The day's list, its crews, and who is kept off it and why",
    query: { day: 'YYYY-MM-DD; the city’s today when left out' },
    answer: dayAnswer,
  })
  day(@Query(new Accept(whichDay)) { day }: z.output<typeof whichDay>): Promise<DispatchDay> {
    return dispatchDay(this.source, day ?? null, this.city.clock.now());
  }

  @Get('attention')
  @Describe({
    says: 'What needs a dispatcher now, from the records: it ends when the thing ends, and passes to the supervisor after the shift',
    answer: attentionAnswer,
  })
  attention(): Promise<Attention> {
    return attentionNow(this.source, this.city.clock.now());
  }

  @Get('conflicts')
  @Describe({
    says: 'What crews sent for orders that they no longer had, and nobody has decided',
    answer: crewConflicts,
  })
  async conflicts(): Promise<{ conflicts: CrewConflictView[] }> {
    return { conflicts: await openConflicts(this.source) };
  }

  @Post('conflicts/:conflictId')
  @HttpCode(200)
  @Describe({
    says: 'Decides what is to be made of it: a completion can be accepted',
    body: conflictDecision,
    answer: crewConflict,
  })
  decideConflict(
    @Param('conflictId', idInPath('conflictId')) conflictId: number,
    @Body(new Accept(conflictDecision)) decision: z.output<typeof conflictDecision>,
    @Staff() staff: StaffMember,
  ): Promise<CrewConflictView> {
    const actor = actorOf(staff, 'dispatcher');
    return resolveConflict(this.source, conflictId, decision, actor, this.city.clock.now());
  }

  @Get('orders/:orderId/field-report')
  @Describe({ says: 'The evidence of an order and what it leaves in doubt', answer: fieldReportAnswer })
  fieldReport(@Param('orderId', idInPath('orderId')) orderId: number): Promise<FieldReport> {
    return fieldReport(this.source, orderId);
  }

  @Post('release-preview')
  @HttpCode(200)
  @Describe({ says: 'What a release would do; changes nothing', body: releaseBody, answer: bulkResult })
  preview(@Body(new Accept(releaseBody)) { orders }: z.output<typeof releaseBody>): Promise<BulkResult> {
    return previewRelease(this.source, orders, this.city.clock.now());
  }

  @Post('release')
  @HttpCode(200)
  @Describe({ says: 'Releases orders; the gate is asked for each', body: releaseBody, answer: bulkResult })
  release(
    @Body(new Accept(releaseBody)) { orders }: z.output<typeof releaseBody>,
    @Staff() staff: StaffMember,
  ): Promise<BulkResult> {
    return releaseOrders(this.source, orders, actorOf(staff, 'dispatcher'), this.city.clock.now());
  }

  @Post('assign')
  @HttpCode(200)
  @Describe({ says: 'Gives orders to a crew, or takes them back', body: assignBody, answer: bulkResult })
  assign(
    @Body(new Accept(assignBody)) { orders, crewId }: z.output<typeof assignBody>,
    @Staff() staff: StaffMember,
  ): Promise<BulkResult> {
    return assignOrders(this.source, orders, crewId, actorOf(staff, 'dispatcher'), this.city.clock.now());
  }

  @Post('crews/:crewId/sequence')
  @HttpCode(200)
  @Describe({ says: "Sets the order of a crew's open stops", body: sequenceBody, answer: bulkResult })
  sequence(
    @Param('crewId', idInPath('crewId')) crewId: number,
    @Body(new Accept(sequenceBody)) { orders, pinned }: z.output<typeof sequenceBody>,
    @Staff() staff: StaffMember,
  ): Promise<BulkResult> {
    return sequenceStops(
      this.source,
      crewId,
      { asked: orders, pinned },
      actorOf(staff, 'dispatcher'),
      this.city.clock.now(),
    );
  }

  @Post('crews/:crewId/optimise')
  @HttpCode(200)
  @Describe({
    says: "Proposes a shorter drive through a crew's open stops; changes nothing",
    body: optimiseBody,
    answer: optimised,
  })
  optimise(
    @Param('crewId', idInPath('crewId')) crewId: number,
    @Body(new Accept(optimiseBody)) { start }: z.output<typeof optimiseBody>,
  ): Promise<z.output<typeof optimised>> {
    return optimise(this.source, crewId, start);
  }

  @Post('decide')
  @HttpCode(200)
  @Describe({
    says: 'Decides what happens next with orders that could not be done; the gate is asked again where a valve is to close',
    body: decideBody,
    answer: bulkResult,
  })
  decide(
    @Body(new Accept(decideBody)) { orders, ...what }: z.output<typeof decideBody>,
    @Staff() staff: StaffMember,
  ): Promise<BulkResult> {
    return decideDispatch(this.source, orders, what, actorOf(staff, 'dispatcher'), this.city.clock.now());
  }

  @Post('orders/:orderId/recall')
  @HttpCode(200)
  @Describe({ says: 'Calls an order back from its crew', body: recallBody, answer: dispatchOrder })
  async recall(
    @Param('orderId', idInPath('orderId')) orderId: number,
    @Body(new Accept(recallBody)) { says, version }: z.output<typeof recallBody>,
    @Staff() staff: StaffMember,
  ): Promise<DispatchOrder> {
    const actor = actorOf(staff, 'dispatcher');
    const now = this.city.clock.now();
    await recallOrder(this.source, { orderId, version }, says, actor, now);
    const [order] = await dispatchOrders(this.source, [orderId], now);
    if (!order) throw new NotFound(`There is no order ${orderId}.`);
    return order;
  }
}
