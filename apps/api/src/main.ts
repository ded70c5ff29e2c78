import 'reflect-metadata';
import { serve } from '@curbstop/core';
import { createApi, readConfig } from './app.ts';
import { complaint } from './complain.ts';

await serve(async () => {
  const api = await createApi(readConfig(process.env));
  return { close: () => api.close(), ready: { url: api.url } };
}, complaint);
