import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  accountHits,
  accountPage,
  bills,
  DESK_ROLES,
  INCOME_EVIDENCE_ROLES,
  journalPage,
  ledger,
} from '@curbstop/contracts';
import type { AccountPage } from '@curbstop/contracts';
import {
  accountBills,
  accountJournal,
  accountLedger,
  accountPage as pageOf,
  findAccounts,
  requireAccount,
} from '@curbstop/core';
import type { StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { Accept, idInPath } from '../edge/accept.ts';
import { Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

const search = z.object({
  q: z.string().trim().min(2, 'Give at least two letters or digits.').max(80, 'Give at most 80 characters.'),
});
const before = z.object({
  before: z
    .string()
    .regex(/^\d{1,15}$/, 'Give the number that the page before ended with.')
    .transform(Number)
    .optional(),
});

const seesIncome = (staff: StaffMember): boolean => staff.roles.some((role) => INCOME_EVIDENCE_ROLES.includes(role));

/** The desk's reading of an account. */
@Controller('api/accounts')
@Allow(...DESK_ROLES)
export class AccountsController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get()
  @Describe({
    says: 'Finds accounts',
    query: {
      q: 'Words of name, address, telephone, e-mail, account number or meter serial; or a bill or order number',
    },
    answer: accountHits,
  })
  find(@Query(new Accept(search)) { q }: z.output<typeof search>): Promise<z.output<typeof accountHits>> {
    return findAccounts(this.source, q, this.city.clock.now());
  }

  @Get(':accountId')
  @Describe({ says: 'An account, what happened and what is ahead', answer: accountPage })
  page(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Staff() staff: StaffMember,
  ): Promise<AccountPage> {
    return pageOf(this.source, accountId, this.city.clock.now(), { seesHousehold: seesIncome(staff) });
  }

  @Get(':accountId/bills')
  @Describe({ says: 'Its bills, newest first', answer: bills })
  async bills(@Param('accountId', idInPath('accountId')) accountId: number): Promise<z.output<typeof bills>> {
    await requireAccount(this.source, accountId);
    return { bills: await accountBills(this.source, accountId) };
  }

  @Get(':accountId/ledger')
  @Describe({ says: 'Its ledger, newest first', answer: ledger })
  async ledger(@Param('accountId', idInPath('accountId')) accountId: number): Promise<z.output<typeof ledger>> {
    await requireAccount(this.source, accountId);
    return accountLedger(this.source, accountId);
  }

  @Get(':accountId/journal')
  @Describe({
    says: 'Its journal, newest first',
    query: { before: 'The number that the page before ended with' },
    answer: journalPage,
  })
  async journal(
    @Param('accountId', idInPath('accountId')) accountId: number,
    @Query(new Accept(before)) { before: from }: z.output<typeof before>,
    @Staff() staff: StaffMember,
  ): Promise<z.output<typeof journalPage>> {
    await requireAccount(this.source, accountId);
    return accountJournal(this.source, accountId, from ?? null, { seesIncome: seesIncome(staff) });
  }
}
