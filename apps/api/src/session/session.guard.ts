import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Reflector } from '@nestjs/core';
import type { Role } from '@curbstop/contracts';
import { append, inTransaction, sessionStaff } from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { actorOf, ALLOW, ONE_TIME, PUBLIC } from '../edge/allow.ts';
import { Problem } from '../edge/problem.ts';
import { CITY, CONFIG, FIELD } from '../parts.ts';
import type { BillingConfig, City } from '../parts.ts';
import { SESSION_COOKIE } from './cookie.ts';
import { mustSetUpTwoStep } from './two-step-roles.ts';

/** Who asks, and whether their role may. A route that names neither roles nor `Public` is closed to everyone. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @InjectDataSource(FIELD) private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
    @Inject(CONFIG) private readonly config: BillingConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const where = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<true | undefined>(PUBLIC, where)) return true;
    const roles = this.reflector.getAllAndOverride<readonly Role[] | undefined>(ALLOW, where) ?? [];
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = request.cookies[SESSION_COOKIE];
    const staff = token === undefined ? null : await sessionStaff(this.source, token, this.city.machine());
    if (!staff) throw new Problem('not-signed-in');
    request.staff = staff;
    if (!roles.some((role) => staff.roles.includes(role))) {
      await this.keepRefusal(request, staff);
      throw new Problem('not-your-role');
    }
    if (staff.mustChangePassword && !this.reflector.getAllAndOverride<true | undefined>(ONE_TIME, where)) {
      throw new Problem('not-your-role', 'Change your one-time password first.');
    }
    if (mustSetUpTwoStep(staff, this.config) && !this.reflector.getAllAndOverride<true | undefined>(ONE_TIME, where)) {
      throw new Problem('not-your-role', 'Set up two-step sign-in first.');
    }
    return true;
  }

  /** Someone signed in who tries what is not theirs leaves a trace. The route's pattern is kept, not what was typed. */
  private async keepRefusal({ method, routeOptions }: FastifyRequest, staff: StaffMember): Promise<void> {
    await inTransaction(this.source, (tx) =>
      append(tx, [
        {
          event: 'request.refused',
          facts: { request: `${method} ${routeOptions.url ?? ''}`, because: [], says: 'Their role may not do this.' },
          at: this.city.clock.now(),
          actor: actorOf(staff, staff.roles[0] ?? 'crew'),
          clause: null,
          accountId: null,
          stream: 'staff',
        },
      ]),
    );
  }
}
