import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DESK_ROLES, role as roleOf, taskCounts, taskDone, taskList, taskState } from '@curbstop/contracts';
import type { Role, TaskCounts, TaskList } from '@curbstop/contracts';
import { countTasks, finishTask, listTasks } from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { Accept, idInPath } from '../edge/accept.ts';
import { Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

const asked = z.object({
  state: taskState.default('open'),
  role: roleOf.optional(),
  after: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'Give the number that the page before ended with.')
    .transform(Number)
    .optional(),
});

/** The roles whose tasks someone sees: their own; an administrator all. */
function rolesOf(staff: StaffMember): readonly Role[] {
  return staff.roles.includes('admin') ? DESK_ROLES : staff.roles;
}

/** Decisions that the policy leaves to people, by role, with their deadlines. */
@Controller('api/tasks')
@Allow(...DESK_ROLES)
export class TasksController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get()
  @Describe({
    says: 'Tasks of the own roles, late ones first',
    query: {
      state: 'open, late or done',
      role: 'Of one role only',
      after: 'The number that the page before ended with',
    },
    answer: taskList,
  })
  list(@Query(new Accept(asked)) query: z.output<typeof asked>, @Staff() staff: StaffMember): Promise<TaskList> {
    const { state, role, after } = query;
    const roles = rolesOf(staff).filter((each) => role === undefined || each === role);
    return listTasks(this.source, { roles, state, after: after ?? null }, this.city.clock.now());
  }

  @Get('counts')
  @Describe({ says: 'How many tasks are open and late, by role', answer: taskCounts })
  counts(@Staff() staff: StaffMember): Promise<TaskCounts> {
    return countTasks(this.source, rolesOf(staff), this.city.clock.now());
  }

  @Post(':taskId/done')
  @HttpCode(204)
  @Describe({ says: 'Closes a task with what came of it', body: taskDone })
  async done(
    @Param('taskId', idInPath('taskId')) taskId: number,
    @Body(new Accept(taskDone)) { outcome, found }: z.output<typeof taskDone>,
    @Staff() staff: StaffMember,
  ): Promise<void> {
    await finishTask(this.source, { taskId, outcome, found }, staff, this.city.clock.now());
  }
}
