import { join } from 'node:path';
import { z } from 'zod';
import { memoryFileOf } from './memory.ts';

/** A value of the environment is missing or not allowed: one sentence for the person who set it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const environment = z.object({
  CURBSTOP_SIM_FILE: z.string().optional(),
  CURBSTOP_DATA: z.string().default('.data'),
  CURBSTOP_SECRET: z
    .string('is not set: it is the secret of the installation')
    .min(32, 'must have at least 32 characters'),
  CURBSTOP_UTILITY: z.string().default('demo'),
  MQTT_URL: z
    .string()
    .regex(/^mqtts?:\/\/\S+$/, 'must be the address of a broker, as mqtt://127.0.0.1:1883')
    .default('mqtt://127.0.0.1:1883'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be the port of billing')
    .transform(Number)
    .default(3000),
});

export interface SimulatorConfig {
  /** Lines of devices, written by the demo loader. */
  readonly fleetFile: string;
  /** What the devices remember over a restart. */
  readonly memoryFile: string;
  readonly secret: string;
  readonly utility: string;
  readonly mqttUrl: string;
  readonly billingUrl: string;
  /** Meters that are connected at once when many report. */
  readonly crowd: number;
  /** How fast valves move: 1 as in the street. */
  readonly speed: number;
}

/** Reads the environment, once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): SimulatorConfig {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const [wrong] = parsed.error.issues;
    throw new ConfigError(`${String(wrong?.path[0] ?? 'The environment')} ${wrong?.message ?? 'is not allowed'}.`);
  }
  const each = parsed.data;
  const fleetFile = each.CURBSTOP_SIM_FILE ?? join(each.CURBSTOP_DATA, 'meters.jsonl');
  const broker = new URL(each.MQTT_URL);
  // The address may carry the gateway's own user: a device signs in as itself.
  broker.username = '';
  broker.password = '';
  return {
    fleetFile,
    memoryFile: memoryFileOf(fleetFile),
    secret: each.CURBSTOP_SECRET,
    utility: each.CURBSTOP_UTILITY,
    mqttUrl: broker.href,
    billingUrl: `http://127.0.0.1:${each.PORT}`,
    crowd: 200,
    speed: 1,
  };
}
