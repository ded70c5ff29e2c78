import { Account } from './accounts/account.entity.ts';
import { Customer } from './accounts/customer.entity.ts';
import { Premise, ServicePoint } from './accounts/premise.entity.ts';
import { AccountSearch } from './accounts/account-search.entity.ts';
import { ServiceStart, ServiceStop } from './accounts/service-lifecycle.entity.ts';
import { Tenancy } from './accounts/tenancy.entity.ts';
import { ContactMade, PastEvent } from './account-history/account-history.entity.ts';
import { LandlordTrust } from './landlord-trusts/landlord-trust.entity.ts';
import { Notice, ThirdParty } from './notices/notice.entity.ts';
import { DialBefore, Meter, MeterInstallation } from './meters/meter.entity.ts';
import { MeterOptOut } from './meters/meter-opt-out.entity.ts';
import { Device, DeviceAlarm } from './meters/device.entity.ts';
import { DeadLetterRow } from './meters/dead-letter.entity.ts';
import { MeterRead, ReadDecision, ReadTail, RegisterShift } from './reads/meter-read.entity.ts';
import { Valve, ValveCommand } from './valves/valve.entity.ts';
import { Fee, TariffRow } from './bills/tariff.entity.ts';
import { Bill, BillLine } from './bills/bill.entity.ts';
import { HeldBill } from './bills/held-bill.entity.ts';
import { Allocation, LedgerEntry } from './ledger/ledger.entity.ts';
import { Payment } from './payments/payment.entity.ts';
import { ReturnedCharge, ReturnedPayment } from './payments/returned-payment.entity.ts';
import { PaymentFile, PaymentFileLine } from './payments/payment-file.entity.ts';
import { PaymentSiteOutage } from './payments/payment-site-outage.entity.ts';
import { Batch, BatchItem } from './batches/batch.entity.ts';
import { ScheduledAction } from './scheduled-actions/scheduled-action.entity.ts';
import { Hold, Moratorium } from './holds/hold.entity.ts';
import { Flag } from './flags/flag.entity.ts';
import { Task } from './tasks/task.entity.ts';
import { AssistanceReview, Certificate, Household } from './assistance/assistance.entity.ts';
import { Arrangement, Installment } from './arrangements/arrangement.entity.ts';
import { Appeal } from './appeals/appeal.entity.ts';
import { PolicyVersion } from './policy-versions/policy-version.entity.ts';
import { Setting } from './settings/setting.entity.ts';
import { AnnualReport } from './reports/annual-report.entity.ts';
import { Crew, CrewPosition, Shift } from './crews/crew.entity.ts';
import { Assignment, WorkOrder } from './orders/work-order.entity.ts';
import { CrewAction, CrewConflict, EvidenceRow, Permit } from './orders/crew-work.entity.ts';
import { Session, Staff, StaffRecoveryCode } from './staff/staff.entity.ts';
import { AskedOnce, RequestDigest } from './requests/request.entity.ts';
import { JournalHead, JournalQuiet, JournalRow, JournalSeal } from '../journal/journal.entity.ts';

/** Every table of the schema, in alphabetical order. A spec holds them to the migrated database. */
export const ENTITIES = [
  Account,
  AccountSearch,
  Allocation,
  AnnualReport,
  Appeal,
  Arrangement,
  AskedOnce,
  Assignment,
  AssistanceReview,
  Batch,
  BatchItem,
  Bill,
  BillLine,
  Certificate,
  ContactMade,
  Crew,
  CrewAction,
  CrewConflict,
  CrewPosition,
  Customer,
  DeadLetterRow,
  Device,
  DeviceAlarm,
  DialBefore,
  EvidenceRow,
  Fee,
  Flag,
  HeldBill,
  Hold,
  Household,
  Installment,
  JournalHead,
  JournalQuiet,
  JournalRow,
  JournalSeal,
  LandlordTrust,
  LedgerEntry,
  Meter,
  MeterInstallation,
  MeterOptOut,
  MeterRead,
  Moratorium,
  Notice,
  PastEvent,
  Payment,
  PaymentFile,
  PaymentFileLine,
  PaymentSiteOutage,
  Permit,
  PolicyVersion,
  Premise,
  ReadDecision,
  ReadTail,
  RegisterShift,
  RequestDigest,
  ReturnedCharge,
  ReturnedPayment,
  ScheduledAction,
  ServicePoint,
  ServiceStart,
  ServiceStop,
  Session,
  Setting,
  Shift,
  Staff,
  StaffRecoveryCode,
  TariffRow,
  Task,
  Tenancy,
  ThirdParty,
  Valve,
  ValveCommand,
  WorkOrder,
];
