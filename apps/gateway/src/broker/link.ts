import type { KnownDevice } from '@curbstop/core';
import type { UpKind } from '@curbstop/contracts';

/** A message of a device, as it came. */
export interface UpMessage {
  readonly device: KnownDevice;
  readonly kind: UpKind;
  readonly payload: Buffer;
}

/** What a broker asks of the gateway. */
export interface Ears {
  /** The device of this name and secret; null when there is none. Waits while the database is away. */
  signIn(name: string, secret: string): Promise<KnownDevice | null>;
  /** The device of this name, which the broker has already let in. */
  find(name: string): Promise<KnownDevice | null>;
  /** Resolves once the message may be acknowledged. Rejects when it must come again. */
  take(message: UpMessage): Promise<void>;
  /** The device can be reached from now on. */
  reachable(device: KnownDevice): void;
  /** Someone was kept out, or tried what it may not. */
  refused(name: string, says: string): void;
  failed(error: Error): void;
}

/** A broker, of our own or another's, as the rest of the gateway sees it. */
export interface BrokerLink {
  /** Port of the embedded broker; null for another's. */
  readonly port: number | null;
  connected(): number;
  /** Whether devices can be heard: another's broker may be away. */
  isUp(): boolean;
  publish(topic: string, payload: string, options: { retain: boolean }): Promise<void>;
  /** Takes no more messages; those under way are answered first. */
  close(): Promise<void>;
}
