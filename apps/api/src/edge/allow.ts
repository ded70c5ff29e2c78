import { applyDecorators, createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Actor, Role } from '@curbstop/contracts';
import type { SessionMember, StaffMember } from '@curbstop/core';
import { ApiExtension } from '@nestjs/swagger';
import { Problem } from './problem.ts';

export const ALLOW = 'curbstop:allow';
export const PUBLIC = 'curbstop:public';
export const ONE_TIME = 'curbstop:one-time';

/** The roles that may call the route, as `x-roles` at `/api` too. Every route has this or {@link Public}; a spec walks them. */
export const Allow = (...roles: [Role, ...Role[]]): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(ALLOW, roles), ApiExtension('x-roles', roles));

/** Nobody needs to be signed in. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** Open to someone who has yet to change a one-time password. */
export const WithOneTimePassword = (): MethodDecorator => SetMetadata(ONE_TIME, true);

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null on public routes and before the guard has looked. */
    staff: SessionMember | null;
  }
}

export function staffOf(request: { readonly staff: SessionMember | null }): SessionMember {
  if (!request.staff) throw new Problem('not-signed-in');
  return request.staff;
}

/** The member of staff who asks. */
export const Staff = createParamDecorator((_: unknown, context: ExecutionContext): SessionMember =>
  staffOf(context.switchToHttp().getRequest<{ staff: SessionMember | null }>()),
);

/** The number of the crew that asks: the one its member drives with, never one that the request names. */
export const CrewId = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const { crewId } = staffOf(context.switchToHttp().getRequest<{ staff: SessionMember | null }>());
  if (crewId === null) throw new Problem('not-your-role', 'You belong to no crew.');
  return crewId;
});

/** The actor the journal names; `role` is the one that allowed it. */
export function actorOf(staff: StaffMember, role: Role): Actor {
  return {
    kind: 'staff',
    id: staff.staffId,
    name: staff.name,
    role: staff.roles.includes(role) ? role : (staff.roles[0] ?? role),
  };
}
