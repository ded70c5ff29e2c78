import type { Permit, PermitAnswer } from '@curbstop/contracts';

/** Whether the permit's signature was found good with the city's key. */
export type Proof = 'good' | 'bad' | 'no-key' | 'checking';

/** The gate's last answer for a job, and when it was heard (city time, epoch ms). */
export interface GateAnswer {
  readonly answer: PermitAnswer;
  readonly heardAt: number;
}

/** How the right to close stands at a moment. Only `running` lets the slide move. */
export type Standing =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'refused';
      readonly says: string;
      readonly clauses: readonly string[];
      readonly earliest: number | null;
    }
  | { readonly kind: 'unproven'; readonly says: string }
  | { readonly kind: 'expired'; readonly permit: Permit }
  | { readonly kind: 'running'; readonly permit: Permit; readonly leftMs: number };

const UNPROVEN: Record<Exclude<Proof, 'good'>, string> = {
  bad: 'The permit does not carry the city’s signature.',
  'no-key': 'The tablet has no key yet to check the permit with.',
  checking: 'The permit is being checked.',
};

/**
 * Judges the gate's answer. `now` is null when the tablet's clock cannot be trusted: then no permit runs. A permit
 * is for one order and one meter, and for nothing else.
 */
export function standing(
  gate: GateAnswer | null,
  job: { readonly orderId: number; readonly meterSerial: string | null },
  proof: Proof,
  now: number | null,
): Standing {
  if (!gate) return { kind: 'none' };
  const { answer } = gate;
  if (!answer.mayClose) {
    return { kind: 'refused', says: answer.says, clauses: answer.clauses, earliest: answer.earliest };
  }
  const { permit } = answer;
  if (permit.orderId !== job.orderId || permit.meterSerial !== job.meterSerial) {
    return { kind: 'unproven', says: 'The permit is for another order or another meter.' };
  }
  if (proof !== 'good') return { kind: 'unproven', says: UNPROVEN[proof] };
  if (now === null)
    return { kind: 'unproven', says: 'The tablet’s clock was set back, so the permit cannot be timed.' };
  if (now >= permit.expiresAt) return { kind: 'expired', permit };
  return { kind: 'running', permit, leftMs: permit.expiresAt - now };
}
