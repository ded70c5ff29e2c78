import { createHmac } from 'node:crypto';

/** What the simulators show to billing: hex HMAC-SHA-256 of `simulator` under the installation's secret. */
export function simulatorToken(secret: string): string {
  return createHmac('sha256', secret).update('simulator').digest('hex');
}
