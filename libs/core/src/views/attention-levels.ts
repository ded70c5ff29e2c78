import { ATTENTION_KINDS } from '@curbstop/contracts';
import type { AttentionItem, AttentionKind } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';

const MINUTE_MS = 60_000;

/** How long a thing may last before it sounds: while nobody has it, and while a crew does. */
const SOUNDS_AFTER_MS: Readonly<Record<AttentionKind, { readonly alone: number; readonly withCrew: number }>> = {
  'dry-though-paid': { alone: 15 * MINUTE_MS, withCrew: 120 * MINUTE_MS },
  'urgent-reconnect': { alone: 0, withCrew: 45 * MINUTE_MS },
  'unseen-stop': { alone: 90_000, withCrew: 90_000 },
  'crew-conflict': { alone: 0, withCrew: 0 },
  'refused-action': { alone: 0, withCrew: 0 },
  'silent-truck': { alone: 10 * MINUTE_MS, withCrew: 10 * MINUTE_MS },
  'valve-unproven': { alone: 5 * MINUTE_MS, withCrew: 5 * MINUTE_MS },
  'waits-for-cashier': { alone: 30 * MINUTE_MS, withCrew: 30 * MINUTE_MS },
  undecided: { alone: 30 * MINUTE_MS, withCrew: 30 * MINUTE_MS },
};

/** Kinds that are not left for tomorrow: somebody sits without water that is owed to them. */
export const ESCALATES: ReadonlySet<AttentionKind> = new Set(['dry-though-paid', 'urgent-reconnect']);

/** From when on a thing is worth a line at all; a command is not doubted in its first minute. */
export const SHOWN_AFTER_MS: Readonly<Partial<Record<AttentionKind, number>>> = {
  'silent-truck': 10 * MINUTE_MS,
  'valve-unproven': 5 * MINUTE_MS,
};

/** How loud a thing is now. `shiftEnd` null: it does not escalate, or a crew that is working has it. */
export function levelOf(
  kind: AttentionKind,
  since: Instant,
  crewId: number | null,
  shiftEnd: Instant | null,
  now: Instant,
): AttentionItem['level'] {
  if (shiftEnd !== null && now >= shiftEnd) return 'escalated';
  const { alone, withCrew } = SOUNDS_AFTER_MS[kind];
  return now - since >= (crewId === null ? alone : withCrew) ? 'alarm' : 'watch';
}

const LOUDEST: readonly AttentionItem['level'][] = ['escalated', 'alarm', 'watch'];

/** Water that is owed to somebody comes before everything of the same loudness. */
const FIRST_KINDS = Object.keys(ATTENTION_KINDS);

/** The loudest first, of these the kinds in their order, then what has waited longest. */
export function byUrgency(a: AttentionItem, b: AttentionItem): number {
  return (
    LOUDEST.indexOf(a.level) - LOUDEST.indexOf(b.level) ||
    FIRST_KINDS.indexOf(a.kind) - FIRST_KINDS.indexOf(b.kind) ||
    a.since - b.since ||
    a.key.localeCompare(b.key)
  );
}
