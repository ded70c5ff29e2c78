import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  POLICY_ROLES,
  newPolicyVersion,
  policyVersionAnswer,
  policyVersions,
  publishedPolicy,
} from '@curbstop/contracts';
import type { Actor, PolicyVersionAnswer, PolicyVersions, PublishedPolicy } from '@curbstop/contracts';
import { adoptPolicy, cityProfile, validateVersion, keptVersions, policyAt, versionsOf } from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept } from '../edge/accept.ts';
import { actorOf, Allow, Public, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY, WORDING } from '../parts.ts';
import type { City } from '../parts.ts';
import { publishPolicy } from './publish.ts';
import type { Wording } from './wording.ts';

function nameOf(by: Actor): string {
  return by.kind === 'staff' ? by.name : by.kind;
}

/** The policy: public to read (Z.6), an administrator's to change (Z.1). */
@Controller('api/policy')
export class PolicyController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
    @Inject(WORDING) private readonly wording: Wording,
  ) {}

  @Get()
  @Public()
  @Describe({ says: 'The policy in force, for anyone to read', answer: publishedPolicy })
  policy(): Promise<PublishedPolicy> {
    return publishPolicy(this.source, this.wording, this.city.clock.now());
  }

  @Get('versions')
  @Allow(...POLICY_ROLES)
  @Describe({ says: 'Every version of the policy, and who adopted it', answer: policyVersions })
  async versions(): Promise<PolicyVersions> {
    const profile = await cityProfile(this.source);
    const kept = await keptVersions(this.source, profile);
    const current = policyAt(profile, this.city.clock.now()).version;
    return versionsOf(profile).map(({ version }) => {
      const own = kept.find((each) => each.from === version);
      const adopted = own
        ? { at: own.adoptedAt, by: nameOf(own.adoptedBy), base: own.base, switches: { ...own.switches } }
        : null;
      return { from: version, adopted, inForce: version === current };
    });
  }

  @Post('versions')
  @HttpCode(200)
  @Allow('admin')
  @Describe({
    says: 'Adopts a later version of the policy; a dry run only says what it would change',
    body: newPolicyVersion,
    answer: policyVersionAnswer,
  })
  async adopt(
    @Body(new Accept(newPolicyVersion)) { from, switches, dryRun }: z.output<typeof newPolicyVersion>,
    @Staff() staff: StaffMember,
  ): Promise<PolicyVersionAnswer> {
    const now = this.city.clock.now();
    const wanted = { profile: await cityProfile(this.source), from, switches };
    const { base, changes, refusal } = await validateVersion(this.source, wanted, now);
    if (!dryRun) await adoptPolicy(this.source, wanted, actorOf(staff, 'admin'), now);
    return {
      from,
      adopted: !dryRun,
      base,
      changes: [...changes],
      refusal: refusal === null ? null : { says: refusal.says, clauses: [...refusal.clauses] },
    };
  }
}
