import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { getDataSourceToken, getEntityManagerToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { FIELD } from './parts.ts';

/** Connections to the database, by who uses them. */
export interface Pools {
  readonly office: DataSource;
  readonly field: DataSource;
}

/**
 * The pools under the tokens of @nestjs/typeorm, for `@InjectDataSource()`, `@InjectDataSource(FIELD)` and
 * `TypeOrmModule.forFeature`. They are opened before the application, which needs the policy to start, and closed after
 * it, when the last request has been answered; `TypeOrmModule.forRoot` would close them in the middle.
 */
@Module({})
export class DatabaseModule {
  static of({ office, field }: Pools): DynamicModule {
    const providers = [
      { provide: getDataSourceToken(), useValue: office },
      { provide: getEntityManagerToken(), useValue: office.manager },
      { provide: getDataSourceToken(FIELD), useValue: field },
      { provide: getEntityManagerToken(FIELD), useValue: field.manager },
    ];
    return { module: DatabaseModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}
