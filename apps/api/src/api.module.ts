import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { DatabaseModule } from './database.module.ts';
import type { Pools } from './database.module.ts';
import { AccountsController } from './accounts/accounts.controller.ts';
import { PapersController } from './accounts/papers.controller.ts';
import { PaymentsController } from './accounts/payments.controller.ts';
import { AppealsController } from './appeals/appeals.controller.ts';
import { ArrangementsController } from './assistance/arrangements.controller.ts';
import { AssistanceController } from './assistance/assistance.controller.ts';
import { BatchesController } from './batches/batches.controller.ts';
import { CasesController } from './cases/cases.controller.ts';
import { ClockController } from './clock/clock.controller.ts';
import { CrewController } from './crew/crew.controller.ts';
import { DisconnectionController } from './disconnection/disconnection.controller.ts';
import { MoratoriaController } from './disconnection/moratoria.controller.ts';
import { DispatchController } from './dispatch/dispatch.controller.ts';
import { KeyedInterceptor } from './edge/keyed.interceptor.ts';
import { ProblemFilter } from './edge/problem-filter.ts';
import { HealthController } from './health/health.controller.ts';
import { MetricsController } from './health/metrics.controller.ts';
import { BaseMapController } from './map/base-map.controller.ts';
import { PaymentFilesController, WebsiteController } from './payments/files.controller.ts';
import { ReturnsController } from './payments/returns.controller.ts';
import { PolicyPageController } from './policy/policy-page.controller.ts';
import { MetersController } from './meters/meters.controller.ts';
import { PolicyController } from './policy/policy.controller.ts';
import { ReportPageController } from './reports/report-page.controller.ts';
import { ReportsController } from './reports/reports.controller.ts';
import { SessionController } from './session/session.controller.ts';
import { SessionGuard } from './session/session.guard.ts';
import { SimulatorController } from './simulator/simulator.controller.ts';
import { StaffController } from './staff/staff.controller.ts';
import { ExtensionsController } from './standing/extensions.controller.ts';
import { HouseholdController } from './standing/household.controller.ts';
import { TasksController } from './tasks/tasks.controller.ts';
import { OpeningsController } from './tenures/openings.controller.ts';
import { TenuresController } from './tenures/tenures.controller.ts';
import { LandingController } from './web/landing.controller.ts';

export const CONTROLLERS = [
  AccountsController,
  PapersController,
  AppealsController,
  ArrangementsController,
  AssistanceController,
  BaseMapController,
  BatchesController,
  CasesController,
  ClockController,
  CrewController,
  DisconnectionController,
  DispatchController,
  HealthController,
  LandingController,
  MetricsController,
  MoratoriaController,
  OpeningsController,
  PaymentFilesController,
  PaymentsController,
  MetersController,
  PolicyController,
  PolicyPageController,
  ReportPageController,
  ReportsController,
  ReturnsController,
  SessionController,
  SimulatorController,
  StaffController,
  ExtensionsController,
  HouseholdController,
  TasksController,
  TenuresController,
  WebsiteController,
];

@Module({})
export class ApiModule {
  /** The API with what it was given from outside. */
  static of(pools: Pools, given: Provider[]): DynamicModule {
    return {
      module: ApiModule,
      imports: [DatabaseModule.of(pools)],
      controllers: CONTROLLERS,
      providers: [
        ...given,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_INTERCEPTOR, useClass: KeyedInterceptor },
      ],
    };
  }
}
