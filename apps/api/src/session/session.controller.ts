import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  changePassword,
  confirmTwoStep,
  endTwoStep,
  me,
  recoveryCodes,
  ROLES,
  signIn,
  twoStepEnrollment,
} from '@curbstop/contracts';
import type { Me, SignIn, TwoStepEnrollment } from '@curbstop/contracts';
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
import { CITY, CONFIG, FIELD } from '../parts.ts';
import type { BillingConfig, City } from '../parts.ts';
import { giveCookie, SESSION_COOKIE, takeCookieBack } from './cookie.ts';
import { PERMIT_SIGNER } from '../crew/permit-signer.ts';
import type { PermitSigner } from '../crew/permit-signer.ts';
import { SIGN_IN_LIMIT } from './sign-in-limit.ts';
import type { SignInLimit } from './sign-in-limit.ts';
import { mustSetUpTwoStep } from './two-step-roles.ts';

const CODE_WORDS = {
  needed: 'Enter the six digits that your authenticator app shows.',
  wrong: "That code doesn't match, or was used already. Wait for the next one, or enter a recovery code.",
  locked: 'Too many wrong codes. Try again in 15 minutes, or ask an administrator to reset your second step.',
} as const;

/** Who is at the screen. */
@Controller('api')
export class SessionController {
  constructor(
    @InjectDataSource(FIELD) private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
    @Inject(SIGN_IN_LIMIT) private readonly limit: SignInLimit,
    @Inject(CONFIG) private readonly config: BillingConfig,
    @Inject(PERMIT_SIGNER) private readonly keys: PermitSigner,
  ) {}

  private meOf(
    { staffId, username, name, roles, crewId, mustChangePassword }: StaffMember,
    twoStep: boolean,
    sessionEndsAt: Instant,
  ): Me {
    return {
      staffId,
      username,
      name,
      roles: [...roles],
      crewId,
      mustChangePassword,
      twoStep,
      mustSetUpTwoStep: mustSetUpTwoStep({ roles, twoStep }, this.config),
      sessionEndsAt,
    };
  }

  @Post('sign-in')
  @HttpCode(200)
  @Public()
  @Describe({ says: 'Signs in; the session comes as a cookie', body: signIn, answer: me })
  async signIn(
    @Body(new Accept(signIn)) { username, password, code }: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    await this.limit(request, username);
    const { clock, machine } = this.city;
    const replaces = request.cookies[SESSION_COOKIE] ?? null;
    const { twoStepKey } = this.keys;
    try {
      const options = { replaces, code: code ?? null, twoStepKey };
      const signedIn = await core.signIn(this.source, username, password, clock.now(), machine(), options);
      if (!signedIn) throw new Problem('wrong-credentials');
      // Whoever used this browser before is out, and so are their open pages.
      await tellOfSessions(this.source);
      giveCookie(request, reply, signedIn);
      return this.meOf(signedIn.staff, signedIn.twoStep, signedIn.endsAt);
    } catch (error) {
      if (error instanceof core.SecondStepMissing) throw new Problem('code-needed', CODE_WORDS[error.step]);
      throw error;
    }
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
    return this.meOf(staff, staff.twoStep, staff.sessionEndsAt);
  }

  @Post('password')
  @HttpCode(200)
  @Allow(...ROLES)
  @WithOneTimePassword()
  @Describe({ says: 'Changes the own password and ends all other sessions', body: changePassword, answer: me })
  async changePassword(
    @Body(new Accept(changePassword)) { current, next }: z.output<typeof changePassword>,
    @Staff() staff: SessionMember,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    await this.limit(request, staff.username);
    const { clock, machine } = this.city;
    const session = await core.changePassword(this.source, staff.staffId, current, next, clock.now(), machine());
    await tellOfSessions(this.source);
    giveCookie(request, reply, session);
    return { ...this.meOf(staff, staff.twoStep, session.endsAt), mustChangePassword: false };
  }

  @Post('two-step/begin')
  @HttpCode(200)
  @Allow(...ROLES)
  @WithOneTimePassword()
  @Describe({ says: 'Begins to set up the own second step', answer: twoStepEnrollment })
  async beginTwoStep(@Staff() staff: SessionMember): Promise<TwoStepEnrollment> {
    return core.beginTwoStep(this.source, staff.staffId, this.keys.twoStepKey);
  }

  @Post('two-step/confirm')
  @HttpCode(200)
  @Allow(...ROLES)
  @WithOneTimePassword()
  @Describe({ says: 'Turns the own second step on', body: confirmTwoStep, answer: recoveryCodes })
  async confirmTwoStep(
    @Body(new Accept(confirmTwoStep)) { code }: z.output<typeof confirmTwoStep>,
    @Staff() staff: SessionMember,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof recoveryCodes>> {
    await this.limit(request, staff.username);
    const { clock, machine } = this.city;
    const { twoStepKey } = this.keys;
    return {
      codes: await core.confirmTwoStep(this.source, staff.staffId, code, twoStepKey, clock.now(), machine()),
    };
  }

  @Post('two-step/end')
  @HttpCode(204)
  @Allow(...ROLES)
  @Describe({ says: 'Turns the own second step off', body: endTwoStep })
  async endTwoStep(
    @Body(new Accept(endTwoStep)) { password }: z.output<typeof endTwoStep>,
    @Staff() staff: SessionMember,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.limit(request, staff.username);
    await core.endTwoStep(this.source, staff.staffId, password, this.city.clock.now());
  }
}
