import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { addBrokerUser } from '../../../tools/broker-files.mjs';

/** A broker that the runner started apart, with TLS and a password file. */
export interface OuterBroker {
  /** Its address with the gateway's user and password. */
  readonly url: string;
  /** Makes devices known to it; resolves when it lets them in. */
  addDevices(devices: readonly { readonly name: string; readonly secret: string }[]): Promise<void>;
}

/** Redis to use for the queue instead of PostgreSQL: set when the stories run against a city's services. */
export const outerRedisUrl = (): string | undefined => process.env['CURBSTOP_TEST_REDIS_URL'];

/** The broker to use instead of the embedded one: set when the stories run against a city's services. */
export function outerBroker(): OuterBroker | undefined {
  const url = process.env['CURBSTOP_TEST_MQTT_URL'];
  if (!url) return undefined;
  const files = process.env['CURBSTOP_TEST_MQTT_FILES'];
  const pid = Number(process.env['CURBSTOP_TEST_MQTT_PID']);
  if (!files || !Number.isInteger(pid)) throw new Error('A broker is given without its files and its process.');
  return {
    url,
    addDevices: async (devices) => {
      for (const { name, secret } of devices) addBrokerUser(files, name, secret);
      // It reads its files again on this signal, some time later.
      process.kill(pid, 'SIGHUP');
      const last = devices.at(-1);
      if (last) await untilLetIn(url, last.name, last.secret);
    },
  };
}

async function untilLetIn(url: string, username: string, password: string): Promise<void> {
  const { host } = new URL(url);
  for (let tries = 0; ; tries += 1) {
    try {
      const client = await connectAsync(
        `mqtts://${host}`,
        { username, password, clientId: `probe-${username}`, reconnectPeriod: 0, protocolVersion: 4 },
        false,
      );
      await client.endAsync();
      return;
    } catch (error) {
      if (tries >= 50) throw error;
      await pause(100);
    }
  }
}
