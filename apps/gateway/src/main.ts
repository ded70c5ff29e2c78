import 'reflect-metadata';
import { configError, serve } from '@curbstop/core';
import { createGateway, readConfig } from './app.ts';

await serve(
  async () => {
    const gateway = await createGateway(readConfig(process.env));
    return { close: () => gateway.close(), ready: { port: gateway.port } };
  },
  (error) =>
    error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      ? 'MQTT_PORT is in use: stop what listens there, or set another port.'
      : configError(error),
);
