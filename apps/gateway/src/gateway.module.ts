import { Inject, Injectable, Module } from '@nestjs/common';
import type { BeforeApplicationShutdown, DynamicModule, OnApplicationBootstrap } from '@nestjs/common';
import { Gateway } from './gateway.ts';

/** Starts and stops the gateway with the application. */
@Injectable()
class Watch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(@Inject(Gateway) private readonly gateway: Gateway) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.gateway.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.gateway.stop();
  }
}

@Module({})
export class GatewayModule {
  static with(gateway: Gateway): DynamicModule {
    return { module: GatewayModule, providers: [{ provide: Gateway, useValue: gateway }, Watch] };
  }
}
