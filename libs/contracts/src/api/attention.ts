import { z } from 'zod';
import { clauseId, id, instant } from '../scalars.ts';

/** What needs a dispatcher's eyes until the thing itself ends. */
export const ATTENTION_KINDS = {
  'dry-though-paid': 'Paid, water still off',
  'urgent-reconnect': 'Urgent reconnect',
  'unseen-stop': 'STOP not seen',
  'crew-conflict': 'Two crews, one valve',
  'refused-action': 'Crew’s report refused',
  'silent-truck': 'Truck not heard',
  'valve-unproven': 'Valve not proven',
  'waits-for-cashier': 'Waits for the cashier',
  undecided: 'Needs a decision',
} as const;
export type AttentionKind = keyof typeof ATTENTION_KINDS;
export const attentionKind = z.enum(Object.keys(ATTENTION_KINDS) as [AttentionKind, ...AttentionKind[]]);

export const attentionItem = z.object({
  /** The same for as long as the thing lasts, on every screen. */
  key: z.string(),
  kind: attentionKind,
  /** `watch` is silent, `alarm` sounds, `escalated` has passed the shift's end as well. */
  level: z.enum(['watch', 'alarm', 'escalated']),
  /** When the thing began; its timer counts from here. */
  since: instant,
  orderId: id.nullable(),
  accountId: id.nullable(),
  crewId: id.nullable(),
  /** The address, or the truck. */
  title: z.string(),
  message: z.string(),
  clause: clauseId.nullable(),
  /** Who has it after the shift's end: the crew on call, else the next shift. */
  escalation: z.object({ at: instant, message: z.string() }).nullable(),
});
export type AttentionItem = z.infer<typeof attentionItem>;

/** `GET /api/dispatch/attention`: derived from the records at this moment; nobody can click an item away. */
export const attention = z.object({ now: instant, items: z.array(attentionItem) });
export type Attention = z.infer<typeof attention>;
