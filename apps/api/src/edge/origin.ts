import type { IncomingHttpHeaders } from 'node:http';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether the `Origin` names the host that was asked. A browser sends `null` for pages it does not trust. */
export function originIsHost(origin: string, host: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  return host !== undefined && new URL(origin).host === host.toLowerCase();
}

/**
 * Whether a request may change something: it comes from a page of ours, or from no page at all.
 *
 * Every browser of today says with `Sec-Fetch-Site` (over https and on localhost) or with `Origin` where a request
 * comes from. What says neither is no browser, so it carries no one's cookie but its own.
 */
export function fromHere(method: string, headers: IncomingHttpHeaders, host: string | undefined): boolean {
  if (SAFE.has(method)) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.origin === undefined || originIsHost(headers.origin, host);
}
