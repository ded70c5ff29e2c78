import { commandTopic, parseUpTopic, stateTopic, TOPIC_ROOT } from '@curbstop/contracts';
import type { UpKind } from '@curbstop/contracts';

/** Topic of a device's last will; nobody but the broker writes it. */
export function willTopic(utility: string, device: string): string {
  return `${TOPIC_ROOT}/${utility}/${device}/$will`;
}

/** What a device may write: its own `up/` topics and its own will. The answer is the kind, or null for no. */
export function mayPublish(utility: string, device: string, topic: string): UpKind | 'will' | null {
  if (topic === willTopic(utility, device)) return 'will';
  const up = parseUpTopic(topic);
  return up && up.utility === utility && up.device === device ? up.kind : null;
}

/** What a device may hear: its commands and its state, by their full names; a wildcard is never equal to them. */
export function mayHear(utility: string, device: string, topic: string): boolean {
  return topic === commandTopic(utility, device) || topic === stateTopic(utility, device);
}
