import type { Instant } from '@curbstop/policy';
import { rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { sameSecret } from './secrets.ts';

/** A device that may speak, and for what. */
export interface KnownDevice {
  readonly id: number;
  readonly name: string;
  readonly meterId: number | null;
  readonly valveId: number | null;
}

interface Entry extends KnownDevice {
  readonly hash: Buffer;
  readonly enabled: boolean;
  readonly until: number;
}

/** Entries kept at most: some 300 bytes each. */
const MOST_DEVICES = 50_000;
/** A device switched off without a word on the channel `device` is kept out after this long, in milliseconds. */
const TRUST_FOR_MS = 10 * 60_000;

/**
 * Who a device is. Thousands sign in within seconds after a power cut or when the demo's clock is
 * turned, so what is asked together is fetched together, and what was fetched is kept for a while.
 */
export class DeviceDirectory {
  private readonly entries = new Map<string, Entry>();
  private waiting = new Map<string, ((entry: Entry | null) => void)[]>();
  private failing: ((error: unknown) => void)[] = [];

  constructor(private readonly db: Reader) {}

  /** The device when name and secret belong together and it is enabled; null otherwise. */
  async authenticate(name: string, secret: string, now: Instant): Promise<KnownDevice | null> {
    const kept = this.fresh(name, now);
    if (kept && sameSecret(secret, kept.hash)) return kept;
    // Not kept, or the secret may have been changed since: the table decides.
    const read = await this.fetch(name, now);
    return read && sameSecret(secret, read.hash) && read.enabled ? read : null;
  }

  /** The device of a name, for messages that an external broker has already let through. */
  async find(name: string, now: Instant): Promise<KnownDevice | null> {
    const kept = this.fresh(name, now) ?? (await this.fetch(name, now));
    return kept?.enabled ? kept : null;
  }

  /** Forgets one device, or all for the empty name: call it when `device` is notified. */
  forget(name: string): void {
    if (name === '') this.entries.clear();
    else this.entries.delete(name);
  }

  private fresh(name: string, now: Instant): Entry | null {
    const kept = this.entries.get(name);
    return kept?.enabled && kept.until > now ? kept : null;
  }

  private fetch(name: string, now: Instant): Promise<Entry | null> {
    return new Promise((done, failed) => {
      if (this.waiting.size === 0) setImmediate(() => void this.fetchWaiting(now));
      const others = this.waiting.get(name);
      if (others) others.push(done);
      else this.waiting.set(name, [done]);
      this.failing.push(failed);
    });
  }

  private async fetchWaiting(now: Instant): Promise<void> {
    const asked = this.waiting;
    const failing = this.failing;
    this.waiting = new Map();
    this.failing = [];
    try {
      const found = await rows<Omit<Entry, 'until'>>(
        this.db,
        `SELECT device.id, device.name, device.secret_hash AS hash, device.enabled,
           meter.id AS "meterId", valve.id AS "valveId"
         FROM device LEFT JOIN meter ON meter.device_id = device.id LEFT JOIN valve ON valve.device_id = device.id
         WHERE device.name = ANY($1)`,
        [[...asked.keys()]],
      );
      const known = new Map(found.map((each) => [each.name, { ...each, until: now + TRUST_FOR_MS }]));
      for (const each of known.values()) this.keep(each);
      for (const [name, calls] of asked) {
        for (const call of calls) call(known.get(name) ?? null);
      }
    } catch (error) {
      for (const call of failing) call(error);
    }
  }

  private keep(entry: Entry): void {
    this.entries.delete(entry.name);
    this.entries.set(entry.name, entry);
    if (this.entries.size <= MOST_DEVICES) return;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}
