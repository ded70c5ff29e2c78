import { upTopic } from '@curbstop/contracts';
import type { Reading } from '@curbstop/contracts';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import type { SimulatedMeter } from './fleet.ts';
import { publishOnce } from './mqtt-once.ts';
import { cubicMetres, registerAt } from './register.ts';
import type { Off } from './register.ts';
import type { Series } from './series.ts';

const AGAIN_MS = 5_000;

/** The street: what every device is given. */
export interface Street {
  readonly mqttUrl: string;
  readonly utility: string;
  readonly series: ReadonlyMap<string, Series>;
  readonly boot: number;
}

/** The message a meter sends: the register at the last of the times, and at the others before it. */
export function readingOf(
  meter: SimulatedMeter,
  times: readonly number[],
  off: readonly Off[],
  street: Street,
): Reading {
  const mark = (at: number) => ({
    t: new Date(at).toISOString(),
    register: cubicMetres(registerAt(meter, at, street.series, off)),
  });
  const now = times.at(-1) ?? meter.epoch;
  return {
    v: 1,
    id: `${meter.device}-${now}`,
    // A counter of its own that goes up with every message, also over a restart.
    seq: Math.floor(now / 1_000) % 4_294_967_296,
    bootId: street.boot,
    ...mark(now),
    tQuality: 'sync',
    unit: 'm3',
    intervals: times.slice(0, -1).map(mark),
    flags: [],
  };
}

/** Signs a device in. It keeps no session: what it has to say it keeps itself, until it is acknowledged. */
export function connectDevice(meter: SimulatedMeter, street: Street): Promise<MqttClient> {
  return connectAsync(
    street.mqttUrl,
    {
      clientId: meter.device,
      username: meter.device,
      password: meter.secret,
      protocolVersion: 4,
      clean: true,
      keepalive: 120,
      connectTimeout: 30_000,
      reconnectPeriod: AGAIN_MS,
      reconnectOnConnackError: true,
    },
    true,
  );
}

/** An ordinary meter wakes, sends one message, waits for its acknowledgement and sleeps again. */
export async function sendReport(
  meter: SimulatedMeter,
  times: readonly number[],
  off: readonly Off[],
  street: Street,
): Promise<void> {
  await publishOnce({
    url: new URL(street.mqttUrl),
    clientId: meter.device,
    username: meter.device,
    password: meter.secret,
    topic: upTopic(street.utility, meter.device, 'reading'),
    payload: JSON.stringify(readingOf(meter, times, off, street)),
  });
}
