import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { changePassword, me, ROLES, signIn } from '@curbstop/contracts';
import type { Me, SignIn } from '@curbstop/contracts';
import * as core from '@curbstop/core';
import type { SessionMember, StaffMember } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept } from '../edge/accept.ts';
import { Allow, Public, Staff, WithOneTimePassword } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { Problem } from '../edge/problem.ts';
import { tellOfSessions } from '../live/channels.ts';
import { CITY, FIELD } from '../parts.ts';
import type { City } from '../parts.ts';
import { giveCookie, SESSION_COOKIE, takeCookieBack } from './cookie.ts';
import { SIGN_IN_LIMIT } from './sign-in-limit.ts';
import type { SignInLimit } from './sign-in-limit.ts';

const meOf = ({ staffId, username, name, roles, crewId, mustChangePassword }: StaffMember, endsAt: Instant): Me => ({
  staffId,
  username,
  name,
  roles: [...roles],
  crewId,
  mustChangePassword,
  sessionEndsAt: endsAt,
});

/** Who is at the screen. */
@Controller('api')
export class SessionController {
  constructor(
    @Inject(FIELD) private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
    @Inject(SIGN_IN_LIMIT) private readonly limit: SignInLimit,
  ) {}

  @Post('sign-in')
  @HttpCode(200)
  @Public()
  @Describe({ says: 'Signs in; the session comes as a cookie', body: signIn, answer: me })
  async signIn(
    @Body(new Accept(signIn)) { username, password }: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    await this.limit(request, username);
    const { clock, machine } = this.city;
    const before = request.cookies[SESSION_COOKIE] ?? null;
    const signedIn = await core.signIn(this.source, username, password, clock.now(), machine(), before);
    if (!signedIn) throw new Problem('wrong-credentials');
    // Whoever used this browser before is out, and so are their open pages.
    await tellOfSessions(this.source);
    giveCookie(request, reply, signedIn);
    return meOf(signedIn.staff, signedIn.endsAt);
  }

  @Post('sign-out')
  @HttpCode(204)
  @Public()
  @Describe({ says: 'Ends the session' })
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const token = request.cookies[SESSION_COOKIE];
    if (token !== undefined) {
      await core.closeSession(this.source, token);
      await tellOfSessions(this.source);
    }
    takeCookieBack(request, reply);
  }

  @Get('me')
  @Allow(...ROLES)
  @WithOneTimePassword()
  @Describe({ says: 'Who is signed in', answer: me })
  me(@Staff() staff: SessionMember): Me {
    return meOf(staff, staff.sessionEndsAt);
  }

  @Post('password')
  @HttpCode(200)
  @Allow(...ROLES)
  @WithOneTimePassword()
  @Describe({ says: 'Changes the own password and ends all other sessions', body: changePassword, answer: me })
  async changePassword(
    @Body(new Accept(changePassword)) { current, next }: z.output<typeof changePassword>,
    @Staff() staff: StaffMember,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    await this.limit(request, staff.username);
    const { clock, machine } = this.city;
    const session = await core.changePassword(this.source, staff.staffId, current, next, clock.now(), machine());
    await tellOfSessions(this.source);
    giveCookie(request, reply, session);
    return { ...meOf(staff, session.endsAt), mustChangePassword: false };
  }
}
