import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { newStaff, oneTimePassword, staffChange, staffList, staffVersion } from '@curbstop/contracts';
import type { StaffList } from '@curbstop/contracts';
import { addStaff, changeStaff, crewChoices, listStaff, resetPassword, resetTwoStep } from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { tellOfSessions } from '../live/channels.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

type OneTimePassword = z.output<typeof oneTimePassword>;

/** Who may sign in, and as what. */
@Controller('api/staff')
@Allow('admin')
export class StaffController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get()
  @Describe({ says: 'Everyone who may sign in, and the crews', answer: staffList })
  async list(): Promise<StaffList> {
    return { staff: await listStaff(this.source), crews: await crewChoices(this.source) };
  }

  @Post()
  @HttpCode(200)
  @Describe({ says: 'Adds someone, with a one-time password', body: newStaff, answer: oneTimePassword })
  async add(
    @Body(new Accept(newStaff)) member: z.output<typeof newStaff>,
    @Staff() staff: StaffMember,
  ): Promise<OneTimePassword> {
    return { password: await addStaff(this.source, member, actorOf(staff, 'admin'), this.city.clock.now()) };
  }

  @Post(':staffId')
  @HttpCode(204)
  @Describe({ says: 'Changes name, roles and crew, or disables', body: staffChange })
  async change(
    @Param('staffId', idInPath('staffId')) staffId: number,
    @Body(new Accept(staffChange)) change: z.output<typeof staffChange>,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    await changeStaff(this.source, { staffId, ...change }, actorOf(staff, 'admin'), this.city.clock.now());
    await tellOfSessions(this.source);
  }

  @Post(':staffId/password')
  @HttpCode(200)
  @Describe({ says: 'Gives someone a one-time password', body: staffVersion, answer: oneTimePassword })
  async resetPassword(
    @Param('staffId', idInPath('staffId')) staffId: number,
    @Body(new Accept(staffVersion)) { version }: z.output<typeof staffVersion>,
    @Staff() staff: StaffMember,
  ): Promise<OneTimePassword> {
    const now = this.city.clock.now();
    const password = await resetPassword(this.source, { staffId, version }, actorOf(staff, 'admin'), now);
    await tellOfSessions(this.source);
    return { password };
  }

  @Post(':staffId/two-step/reset')
  @HttpCode(204)
  @Describe({ says: 'Turns the second step of someone off', body: staffVersion })
  async resetTwoStep(
    @Param('staffId', idInPath('staffId')) staffId: number,
    @Body(new Accept(staffVersion)) { version }: z.output<typeof staffVersion>,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    await resetTwoStep(this.source, { staffId, version }, actorOf(staff, 'admin'), this.city.clock.now());
    await tellOfSessions(this.source);
  }
}
