import 'reflect-metadata';
import { serve } from '@curbstop/core';
import { createBilling, readConfig } from './app.ts';
import { complaint } from './complain.ts';

await serve(async () => {
  const billing = await createBilling(readConfig(process.env));
  return { close: () => billing.close(), ready: { url: billing.url } };
}, complaint);
