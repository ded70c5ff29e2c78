import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/** What a proxy says of where a request came from: then it came from outside, wherever the proxy stands. */
const PASSED_ON = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function isThisMachine(address: string | undefined): boolean {
  if (address === undefined || isIP(address) === 0) return false;
  const plain = address.replace(/^::ffff:/, '');
  return plain === '::1' || plain.startsWith('127.');
}

/** Whether somebody may read the measures: with the token where there is one, else from this machine and past no proxy. */
export function mayReadMetrics(
  headers: IncomingHttpHeaders,
  socketAddress: string | undefined,
  token: string | null,
): boolean {
  if (token !== null) return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
  return isThisMachine(socketAddress) && PASSED_ON.every((name) => headers[name] === undefined);
}
