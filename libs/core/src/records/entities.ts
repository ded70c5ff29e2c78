import { Account } from './accounts/account.entity.ts';
import { Bill, BillLine } from './bills/bill.entity.ts';
import { Fee, TariffRow } from './bills/tariff.entity.ts';
import { Crew, Shift } from './crews/crew.entity.ts';
import { Customer } from './accounts/customer.entity.ts';
import { Device } from './meters/device.entity.ts';
import { Meter, MeterInstallation } from './meters/meter.entity.ts';
import { Hold } from './holds/hold.entity.ts';
import { Allocation, LedgerEntry } from './ledger/ledger.entity.ts';
import { Notice } from './notices/notice.entity.ts';
import { Assignment, CrewConflict, EvidenceRow, WorkOrder } from './orders/work-order.entity.ts';
import { Payment } from './payments/payment.entity.ts';
import { Premise, ServicePoint } from './accounts/premise.entity.ts';
import { Valve, ValveCommand } from './valves/valve.entity.ts';

/** Every table that code reads or writes as an object. */
export const ENTITIES = [
  Account,
  Allocation,
  Assignment,
  Bill,
  BillLine,
  Crew,
  CrewConflict,
  Customer,
  Device,
  EvidenceRow,
  Fee,
  Hold,
  LedgerEntry,
  Meter,
  MeterInstallation,
  Notice,
  Payment,
  Premise,
  ServicePoint,
  Shift,
  TariffRow,
  Valve,
  ValveCommand,
  WorkOrder,
];
