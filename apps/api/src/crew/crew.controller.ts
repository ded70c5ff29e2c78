import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  crewActionResults,
  crewActions,
  crewPosition,
  crewToday as todayAnswer,
  permitAnswer,
  permitKey,
} from '@curbstop/contracts';
import type { CrewActionResult, CrewToday, PermitAnswer } from '@curbstop/contracts';
import { applyCrewAction, crewJob, crewToday, issuePermit, recordPosition } from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, CrewId, Public, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { tellOfCrew } from '../live/channels.ts';
import { CITY, FIELD } from '../parts.ts';
import type { City } from '../parts.ts';
import { PERMIT_SIGNER } from './permit-signer.ts';
import type { PermitSigner } from './permit-signer.ts';

/** What a crew's tablet reads and sends. A crew sees and does only its own. */
@Controller('api/crew')
@Allow('crew')
export class CrewController {
  constructor(
    @InjectDataSource(FIELD) private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
    @Inject(PERMIT_SIGNER) private readonly signer: PermitSigner,
  ) {}

  @Get('day')
  @Describe({ says: "The crew's jobs of today", answer: todayAnswer })
  day(@CrewId() crewId: number): Promise<CrewToday> {
    return crewToday(this.source, crewId, this.city.clock.now());
  }

  @Get('permit-key')
  @Public()
  @Describe({ says: 'The public key that permits are checked with', answer: permitKey })
  permitKey(): z.output<typeof permitKey> {
    return this.signer.publicKey;
  }

  @Post('orders/:orderId/permit')
  @HttpCode(200)
  @Describe({ says: 'May this valve be closed now? The gate, asked at the door', answer: permitAnswer })
  permit(
    @CrewId() crewId: number,
    @Param('orderId', idInPath('orderId')) orderId: number,
    @Staff() staff: StaffMember,
  ): Promise<PermitAnswer> {
    return issuePermit(
      this.source,
      { crewId, orderId },
      this.signer.sign,
      actorOf(staff, 'crew'),
      this.city.clock.now(),
    );
  }

  @Post('actions')
  @HttpCode(200)
  @Describe({
    says: "Carries out what the tablet kept, in the order of the tablet's numbers; each id once",
    body: crewActions,
    answer: crewActionResults,
  })
  async actions(
    @Body(new Accept(crewActions)) { actions }: z.output<typeof crewActions>,
    @CrewId() crewId: number,
    @Staff() staff: StaffMember,
  ): Promise<{ results: CrewActionResult[] }> {
    const results: CrewActionResult[] = [];
    for (const action of [...actions].sort((a, b) => a.seq - b.seq)) {
      const now = this.city.clock.now();
      const answer = await applyCrewAction(this.source, { crewId, actor: actorOf(staff, 'crew') }, action, now);
      results.push({ ...answer, job: await crewJob(this.source, crewId, action.orderId, now) });
    }
    return { results };
  }

  @Post('position')
  @HttpCode(204)
  @Describe({ says: 'Where the crew is; sent on shift only', body: crewPosition })
  async position(
    @Body(new Accept(crewPosition)) body: z.output<typeof crewPosition>,
    @CrewId() crewId: number,
  ): Promise<void> {
    await recordPosition(this.source, crewId, body, this.city.clock.now());
    await tellOfCrew(this.source, crewId);
  }
}
