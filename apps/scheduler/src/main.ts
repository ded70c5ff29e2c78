import 'reflect-metadata';
import { serve } from '@curbstop/core';
import { createScheduler, readConfig } from './app.ts';

await serve(() => createScheduler(readConfig(process.env)));
