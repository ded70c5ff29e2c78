/** Native device topics: `cs/v1/{utility}/{device}/...`. */
export const TOPIC_ROOT = 'cs/v1';

export const UP_KINDS = ['reading', 'status', 'alarm', 'ack', 'birth'] as const;
export type UpKind = (typeof UP_KINDS)[number];

export function upTopic(utility: string, device: string, kind: UpKind): string {
  return `${TOPIC_ROOT}/${utility}/${device}/up/${kind}`;
}

/** QoS 1, never retained: a retained command would be carried out again at every reconnect. */
export function commandTopic(utility: string, device: string): string {
  return `${TOPIC_ROOT}/${utility}/${device}/down/cmd`;
}

/** Retained; written by the gateway alone. */
export function stateTopic(utility: string, device: string): string {
  return `${TOPIC_ROOT}/${utility}/${device}/state`;
}

export interface UpAddress {
  readonly utility: string;
  readonly device: string;
  readonly kind: UpKind;
}

/** Takes an up topic apart; null when it is none. */
export function parseUpTopic(topic: string): UpAddress | null {
  const parts = topic.split('/');
  const [cs, v1, utility, device, up, kind] = parts;
  if (parts.length !== 6 || `${cs}/${v1}` !== TOPIC_ROOT || up !== 'up') return null;
  const known = UP_KINDS.find((name) => name === kind);
  if (!utility || !device || !known) return null;
  return { utility, device, kind: known };
}
