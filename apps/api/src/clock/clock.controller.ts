import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { cityClock, turnClock } from '@curbstop/contracts';
import type { CityClock } from '@curbstop/contracts';
import { askTurn } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept } from '../edge/accept.ts';
import { Allow, Public } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { Problem } from '../edge/problem.ts';
import { CITY, CONFIG } from '../parts.ts';
import type { BillingConfig, City } from '../parts.ts';
import { clockNow } from './clock-now.ts';

@Controller('api/clock')
export class ClockController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
    @Inject(CONFIG) private readonly config: BillingConfig,
  ) {}

  @Get()
  @Public()
  @Describe({ says: "The city's time", answer: cityClock })
  now(): Promise<CityClock> {
    return clockNow(this.source, this.city, this.config);
  }

  @Post('turn')
  @HttpCode(200)
  @Allow('admin')
  @Describe({
    says: "Turns the demo city's clock forward; everything due on the way is done in order",
    body: turnClock,
    answer: cityClock,
  })
  async turn(@Body(new Accept(turnClock)) { by }: z.output<typeof turnClock>): Promise<CityClock> {
    const { turnable } = this.city;
    if (!this.config.demo || !turnable) throw new Problem('refused', 'Only the clock of the demo city can be turned.');
    await turnable.refresh(this.source);
    await askTurn(this.source, turnable, by, turnable.now());
    return clockNow(this.source, this.city, this.config);
  }
}
