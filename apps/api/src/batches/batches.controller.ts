import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  batchItemList,
  batchKind,
  batchList,
  batchPreview,
  batchUndone,
  boundedDay,
  undoBatch as undoBody,
} from '@curbstop/contracts';
import type { BatchItemList, BatchList, BatchPreview, BatchUndone } from '@curbstop/contracts';
import { batchItems, batchOf, batchesBetween, cityProfile, previewBatch, undoBatch } from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Day } from '@curbstop/policy';
import { Accept, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

/** What the city does to many accounts in one go: seen before, once, and undone as a whole. */
@Controller('api/batches')
@Allow('finance', 'asst-director-finance', 'admin')
export class BatchesController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get()
  @Allow('finance', 'asst-director-finance', 'admin', 'clerk', 'supervisor')
  @Describe({
    says: 'The runs from a day to another, newest first',
    answer: batchList,
    query: { from: 'The first day', to: 'The last day' },
  })
  async list(
    @Query('from', new Accept(boundedDay('the first day'), 'from')) from: Day,
    @Query('to', new Accept(boundedDay('the last day'), 'to')) to: Day,
  ): Promise<BatchList> {
    return { batches: await batchesBetween(this.source, from, to) };
  }

  @Get('preview')
  @Allow('finance', 'asst-director-finance', 'admin', 'clerk', 'supervisor')
  @Describe({
    says: 'Who a run would be about on a day, and who is left out and why',
    answer: batchPreview,
    query: { kind: 'penalties, notices, turn-off-list, bill-run or refunds', day: 'Today or later' },
  })
  async preview(
    @Query(
      'kind',
      new Accept(batchKind.extract(['penalties', 'notices', 'turn-off-list', 'bill-run', 'refunds']), 'kind'),
    )
    kind: 'penalties' | 'notices' | 'turn-off-list' | 'bill-run' | 'refunds',
    @Query('day', new Accept(boundedDay('the day of the run'), 'day')) on: Day,
  ): Promise<BatchPreview> {
    const preview = await previewBatch(this.source, await cityProfile(this.source), kind, on, this.city.clock.now());
    return { ...preview, would: [...preview.would], leftOut: [...preview.leftOut] };
  }

  @Get(':batchId')
  @Allow('finance', 'asst-director-finance', 'admin', 'clerk', 'supervisor')
  @Describe({ says: 'What a run did', answer: batchItemList })
  async items(@Param('batchId', idInPath('batchId')) batchId: number): Promise<BatchItemList> {
    return { batch: await batchOf(this.source, batchId), items: await batchItems(this.source, batchId) };
  }

  @Post(':batchId/undo')
  @HttpCode(200)
  @Describe({ says: 'Undoes a run as a whole, by reversal', body: undoBody, answer: batchUndone })
  async undo(
    @Param('batchId', idInPath('batchId')) batchId: number,
    @Body(new Accept(undoBody)) { why }: z.output<typeof undoBody>,
    @Staff() staff: StaffMember,
  ): Promise<BatchUndone> {
    const undone = await undoBatch(this.source, batchId, why, actorOf(staff, 'finance'), this.city.clock.now());
    return { ...undone, left: [...undone.left] };
  }
}
