import { PeopleAndPlaces1767225600001 } from './0001-people-and-places.ts';
import { DevicesAndReads1767225600002 } from './0002-devices-and-reads.ts';
import { Money1767225600003 } from './0003-money.ts';
import { ThePolicyAtWork1767225600004 } from './0004-the-policy-at-work.ts';
import { WorkInTheField1767225600005 } from './0005-work-in-the-field.ts';
import { Searching1767225600006 } from './0006-searching.ts';
import { Casework1767225600007 } from './0007-casework.ts';
import { OffRoute1767225600008 } from './0008-off-route.ts';
import { AdoptedPolicies1767225600009 } from './0009-adopted-policies.ts';
import { HouseholdsAndExtensions1767225600010 } from './0010-households-and-extensions.ts';
import { Disconnection1767225600011 } from './0011-disconnection.ts';
import { Assistance1767225600012 } from './0012-assistance.ts';
import { Appeals1767225600013 } from './0013-appeals.ts';
import { ReturnedPayments1767225600014 } from './0014-returned-payments.ts';
import { OpeningsAndClosings1767225600015 } from './0015-openings-and-closings.ts';
import { SearchingByNumber1767225600016 } from './0016-searching-by-number.ts';
import { AskedOnce1767225600017 } from './0017-asked-once.ts';
import { SeveralBillsADay1767225600018 } from './0018-several-bills-a-day.ts';
import { VersionsOfOrders1767225600019 } from './0019-versions-of-orders.ts';
import { DoubtedReads1767225600020 } from './0020-doubted-reads.ts';
import { SearchingWithoutAccents1767225600021 } from './0021-searching-without-accents.ts';
import { SessionEnds1767225600022 } from './0022-session-ends.ts';
import { TheJournalProved1767225600023 } from './0023-the-journal-proved.ts';
import { DeadLetters1767225600024 } from './0024-dead-letters.ts';
import { WorkOfFormerCrews1767225600025 } from './0025-work-of-former-crews.ts';
import { TwoStepSignIn1767225600026 } from './0026-two-step-sign-in.ts';
import { Dials1767225600027 } from './0027-dials.ts';
import { PaymentsInDoubt1767225600028 } from './0028-payments-in-doubt.ts';
import { NoIncomeInTasks1767225600029 } from './0029-no-income-in-tasks.ts';
import { CorrectedDials1767225600030 } from './0030-corrected-dials.ts';
import { ListOfDoubts1767225600031 } from './0031-list-of-doubts.ts';
import { ReasonOfOrders1767225600032 } from './0032-reason-of-orders.ts';

/** In the order they run. Never edit one that has landed: add another. */
export const MIGRATIONS = [
  PeopleAndPlaces1767225600001,
  DevicesAndReads1767225600002,
  Money1767225600003,
  ThePolicyAtWork1767225600004,
  WorkInTheField1767225600005,
  Searching1767225600006,
  Casework1767225600007,
  OffRoute1767225600008,
  AdoptedPolicies1767225600009,
  HouseholdsAndExtensions1767225600010,
  Disconnection1767225600011,
  Assistance1767225600012,
  Appeals1767225600013,
  ReturnedPayments1767225600014,
  OpeningsAndClosings1767225600015,
  SearchingByNumber1767225600016,
  AskedOnce1767225600017,
  SeveralBillsADay1767225600018,
  VersionsOfOrders1767225600019,
  DoubtedReads1767225600020,
  SearchingWithoutAccents1767225600021,
  SessionEnds1767225600022,
  TheJournalProved1767225600023,
  DeadLetters1767225600024,
  WorkOfFormerCrews1767225600025,
  TwoStepSignIn1767225600026,
  Dials1767225600027,
  PaymentsInDoubt1767225600028,
  NoIncomeInTasks1767225600029,
  CorrectedDials1767225600030,
  ListOfDoubts1767225600031,
  ReasonOfOrders1767225600032,
];
