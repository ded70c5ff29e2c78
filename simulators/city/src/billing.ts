import { performance } from 'node:perf_hooks';
import { cityClock } from '@curbstop/contracts';
import { z } from 'zod';
import { simulatorToken } from './token.ts';

const serviceOff = z.object({ devices: z.array(z.string()) });

/** What the street knows of the city: its time, and where a crew has turned a valve by hand. */
export class Billing {
  private at = 0;
  private readAt = 0;
  turning = false;

  constructor(
    private readonly url: string,
    private readonly secret: string,
  ) {}

  /** The city's time, carried on between two looks; milliseconds since 1970. */
  now(): number {
    // Standing still while the clock is turned: it may be set further at any moment.
    if (this.turning) return this.at;
    return Math.floor(this.at + Math.min(performance.now() - this.readAt, 2_000));
  }

  async readClock(): Promise<void> {
    const clock = cityClock.parse(await this.ask('GET', '/api/clock'));
    // Time only passes forward, whatever a slow answer says.
    this.at = Math.max(this.at, clock.now);
    this.readAt = performance.now();
    this.turning = clock.turning !== null;
  }

  async caughtUp(through: number): Promise<void> {
    await this.ask('PUT', '/api/simulator/caught-up', { through });
  }

  async serviceOff(): Promise<string[]> {
    return serviceOff.parse(await this.ask('GET', '/api/simulator/service-off')).devices;
  }

  private async ask(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${simulatorToken(this.secret)}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text.slice(0, 200)}`);
    return text === '' ? null : JSON.parse(text);
  }
}
