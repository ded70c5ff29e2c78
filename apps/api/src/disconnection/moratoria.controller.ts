import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DESK_ROLES, moratorium, moratoriumList, newMoratorium } from '@curbstop/contracts';
import type { MoratoriumList } from '@curbstop/contracts';
import { liftMoratorium, moratoria, placeMoratorium } from '@curbstop/core';
import type { Moratorium, StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept, idempotencyKey, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

/** Reading 13: days on which nobody is turned off. */
@Controller('api/moratoria')
@Allow('supervisor', 'finance', 'asst-director-finance', 'admin')
export class MoratoriaController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get()
  @Allow(...DESK_ROLES, 'dispatcher')
  @Describe({ says: 'What stands now or is to come', answer: moratoriumList })
  async list(): Promise<MoratoriumList> {
    return { moratoria: await moratoria(this.source, this.city.clock.now()) };
  }

  @Post()
  @HttpCode(200)
  @Describe({
    says: 'Stops turn-offs in the city or on a route',
    body: newMoratorium,
    answer: moratorium,
    idempotent: true,
  })
  place(
    @Headers('idempotency-key') key: string | undefined,
    @Body(new Accept(newMoratorium)) body: z.output<typeof newMoratorium>,
    @Staff() staff: StaffMember,
  ): Promise<Moratorium> {
    const actor = actorOf(staff, 'supervisor');
    return placeMoratorium(this.source, body, actor, this.city.clock.now(), idempotencyKey.transform(key));
  }

  @Delete(':moratoriumId')
  @HttpCode(204)
  @Describe({ says: 'Ends it before its time' })
  async lift(
    @Param('moratoriumId', idInPath('moratoriumId')) moratoriumId: number,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    await liftMoratorium(this.source, moratoriumId, actorOf(staff, 'supervisor'), this.city.clock.now());
  }
}
