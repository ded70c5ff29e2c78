import { z } from 'zod';
import { VALVE_STATES } from '../orders.ts';
import { instant } from '../scalars.ts';

/** A message larger than this is refused unread, in bytes. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

/** Cubic metres as a decimal string (three decimals are litres), or whole litres as an integer. */
const REGISTER = 'give cubic meters as text with up to nine digits and three decimals, or whole liters';
const registerValue = z.union(
  [
    z.string().regex(/^\d{1,9}(\.\d{1,3})?$/, REGISTER),
    z.int(REGISTER).nonnegative(REGISTER).max(999_999_999_999, REGISTER),
  ],
  REGISTER,
);
/** Device time, seconds precision or better, ISO 8601 with its offset. */
const deviceTime = z.iso.datetime({ offset: true });

/** `up/reading`: the register now, and earlier readings the device has kept. */
export const reading = z.object({
  v: z.literal(1),
  id: z.string().min(1).max(64),
  seq: z.int().nonnegative().max(4_294_967_295),
  bootId: z.int().nonnegative().max(4_294_967_295),
  t: deviceTime,
  tQuality: z.enum(['sync', 'free', 'none']),
  register: registerValue,
  unit: z.enum(['m3', 'l']),
  intervals: z
    .array(z.object({ t: deviceTime, register: registerValue }))
    .max(400)
    .optional(),
  flags: z.array(z.string().max(32)).max(16),
});
export type Reading = z.infer<typeof reading>;

/** `up/status`: where the valve is. `lastCmd` is the id of the command it last carried out. */
export const status = z.object({
  v: z.literal(1),
  seq: z.int().nonnegative(),
  bootId: z.int().nonnegative(),
  t: deviceTime,
  valve: z.enum(VALVE_STATES),
  position: z.int().min(0).max(100).optional(),
  battery: z.int().min(0).max(100).optional(),
  lastCmd: z.string().max(64).optional(),
  /** Litres an hour through the meter now. */
  flow: z.number().min(0).max(1_000_000).optional(),
});
export type Status = z.infer<typeof status>;

/** `up/alarm`. */
export const alarm = z.object({
  v: z.literal(1),
  seq: z.int().nonnegative(),
  bootId: z.int().nonnegative(),
  t: deviceTime,
  alarm: z.enum(['leak', 'burst', 'backflow', 'tamper', 'dry', 'low-battery', 'valve-stuck']),
  detail: z.string().max(200).optional(),
  /** True when what it told of is over; left out while it lasts. */
  ended: z.boolean().optional(),
});
export type Alarm = z.infer<typeof alarm>;

/** `up/birth`: first message after a start. */
export const birth = z.object({
  v: z.literal(1),
  bootId: z.int().nonnegative(),
  t: deviceTime,
  model: z.string().max(64),
  firmware: z.string().max(64),
  /** Sequence number of the last command it carried out; commands at or below are duplicates. */
  lastSeq: z.int().nonnegative(),
});
export type Birth = z.infer<typeof birth>;

/** `up/ack`: the device's answer to a command. */
export const ack = z.object({
  v: z.literal(1),
  id: z.string().min(1).max(64),
  seq: z.int().nonnegative(),
  result: z.enum(['accepted', 'done', 'rejected', 'expired', 'duplicate']),
  valve: z.enum(VALVE_STATES),
  t: deviceTime,
});
export type Ack = z.infer<typeof ack>;

/**
 * `down/cmd`. `sig` is the hex HMAC-SHA-256, under the device's command key, of {@link commandSigningText}: every other
 * field, and nothing unsigned rides along. Version 1 left the device and the precondition out; no device may act on it.
 */
export const command = z.strictObject({
  v: z.literal(2),
  /** The device that is meant; any other refuses it. */
  device: z.string().min(1).max(64),
  id: z.string().min(1).max(64),
  seq: z.int().positive(),
  action: z.enum(['open', 'close']),
  notBefore: instant,
  expiresAt: instant,
  precondition: z.strictObject({ valve: z.enum(VALVE_STATES) }).optional(),
  sig: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Command = z.infer<typeof command>;

/**
 * The text that a command's signature covers: each field as `<its length in bytes>:<the field>,` in this order, numbers in
 * decimal, no precondition as an empty field. The lengths keep one field from being read as part of the next.
 */
export function commandSigningText(one: Omit<Command, 'sig'>): string {
  const { v, device, id, seq, action, notBefore, expiresAt, precondition } = one;
  const fields = ['curbstop/cmd', v, device, id, seq, action, notBefore, expiresAt, precondition?.valve ?? ''];
  const bytes = (text: string): number => new TextEncoder().encode(text).length;
  return fields.map((each) => `${bytes(String(each))}:${each},`).join('');
}
