/** Where a page stands: its protocol and host, and whether the browser trusts the way to it. */
export interface Standing {
  readonly isSecure: boolean;
  readonly protocol: string;
  readonly host: string;
}

/**
 * What a tablet cannot do over plain http from another machine, in words; null where all works. Browsers give offline
 * work, position and permit checks to https and to their own machine alone.
 */
export function insecureWords({ isSecure, protocol, host }: Standing): string | null {
  if (isSecure) return null;
  const address = protocol === 'http:' ? ` Open https://${host} instead, or ask the office for that address.` : '';
  return `This page came over plain http. The browser then gives no offline work, no position and no camera, and no valve can be closed.${address}`;
}
