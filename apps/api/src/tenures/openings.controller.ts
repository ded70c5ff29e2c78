import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { accountOpened, openAccountBody, openingAnswer, openingWish } from '@curbstop/contracts';
import type { AccountOpened, OpeningAnswer } from '@curbstop/contracts';
import { startService, previewStartService } from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept, idempotencyKey } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

/** A.1, A.2: signing up. */
@Controller('api/openings')
@Allow('clerk', 'finance', 'supervisor', 'asst-director-finance', 'admin')
export class OpeningsController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @Describe({
    says: 'Whether a sign-up would be taken, from when, and its deposit',
    body: openingWish,
    answer: openingAnswer,
  })
  async preview(@Body(new Accept(openingWish)) wish: z.output<typeof openingWish>): Promise<OpeningAnswer> {
    const { granted, clauses, says, opensOn, deposit } = await previewStartService(
      this.source,
      wish,
      this.city.clock.now(),
    );
    return { granted, clauses: [...clauses], says, opensOn, deposit };
  }

  @Post()
  @HttpCode(200)
  @Describe({ says: 'Opens an account', body: openAccountBody, answer: accountOpened, idempotent: true })
  open(
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(openAccountBody)) body: z.output<typeof openAccountBody>,
    @Staff() staff: StaffMember,
  ): Promise<AccountOpened> {
    const input = { ...body, idempotencyKey: idempotencyKey.transform(key) };
    return startService(this.source, input, actorOf(staff, 'clerk'), this.city.clock.now());
  }
}
