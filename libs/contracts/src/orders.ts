import { z } from 'zod';

export const ORDER_KINDS = [
  'turn-on',
  'turn-off',
  'turn-off-nsf',
  'turn-off-vacant',
  'turn-off-again',
  'reconnect',
  'reconnect-after-hours',
  'door-hanger',
  'door-hanger-final',
  'door-tag',
  'blue-tag-signup',
  'blue-tag-nsf',
  'final-read',
  'manual-read',
  'meter-check',
  'meter-exchange',
] as const;
export const orderKind = z.enum(ORDER_KINDS);
export type OrderKind = z.infer<typeof orderKind>;

export const ORDER_STATES = [
  'draft',
  'held',
  'listed',
  'released',
  'assigned',
  'en-route',
  'on-site',
  'completed',
  'cannot-complete',
  'cancelled',
] as const;
export const orderState = z.enum(ORDER_STATES);
export type OrderState = z.infer<typeof orderState>;

export const VALVE_STATES = ['open', 'closed', 'moving', 'fault', 'unknown'] as const;
export const valveState = z.enum(VALVE_STATES);
export type ValveState = z.infer<typeof valveState>;

export const COMMAND_STATES = [
  'queued',
  'sent',
  'acked',
  'executed',
  'verified',
  'withdrawn',
  'expired',
  'failed',
] as const;
export const commandState = z.enum(COMMAND_STATES);
export type CommandState = z.infer<typeof commandState>;

/** Reasons a crew may give for leaving an order undone. */
export const CANNOT_REASONS = {
  'no-access': 'Cannot reach the meter box',
  dog: 'Dog or other danger',
  'valve-stuck': 'The valve does not turn',
  'valve-leaks': 'The valve turns but water still flows',
  'wrong-meter': 'The meter is not the one on the order',
  'customer-refused': 'Someone is standing in the way',
  'customer-says-paid': 'The customer says it is paid',
  other: 'Something else',
} as const;
export const cannotReason = z.enum(Object.keys(CANNOT_REASONS) as [CannotReason, ...CannotReason[]]);
export type CannotReason = keyof typeof CANNOT_REASONS;

/** Why a tablet has no position that proves anything. */
export const POSITION_PROBLEMS = {
  denied: 'Location is switched off for this app',
  unavailable: 'The tablet cannot find its position',
  timeout: 'No position came in time',
  inaccurate: 'The position is too inaccurate',
} as const;
export const positionProblem = z.enum(Object.keys(POSITION_PROBLEMS) as [PositionProblem, ...PositionProblem[]]);
export type PositionProblem = keyof typeof POSITION_PROBLEMS;

/** Reasons a crew may give for working far from the address on the map. */
export const FAR_REASONS = {
  'large-lot': 'The meter is far from the house',
  'map-wrong': 'The map shows the address in the wrong place',
  'position-wrong': 'The tablet’s position is wrong',
  other: 'Something else',
} as const;
export const farReasonKind = z.enum(Object.keys(FAR_REASONS) as [FarReasonKind, ...FarReasonKind[]]);
export type FarReasonKind = keyof typeof FAR_REASONS;
export const farReason = z
  .object({ reason: farReasonKind, note: z.string().trim().max(200, 'Use at most 200 characters.') })
  .refine(({ reason, note }) => reason !== 'other' || note.length >= 3, {
    path: ['note'],
    message: 'Say what it is, in a few words.',
  });
export type FarReason = z.infer<typeof farReason>;
