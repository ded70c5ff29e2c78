import type { AppealMatterView } from '@curbstop/contracts';
import { correctedDue, correction, dayOf, furtherAppealBy, momentIn, upheldDue } from '@curbstop/policy';
import type { Cents, Instant, PolicyParameters } from '@curbstop/policy';
import { civilDay, money } from '@curbstop/ui';

/** What a decision does, told before it is made. */
export interface DecisionEffect {
  readonly says: string;
  readonly clauses: readonly string[];
}

/** H.6, H.4.a: the charges stand. */
export function upheldEffect(level: 1 | 2, policy: PolicyParameters, now: Instant): DecisionEffect {
  const today = dayOf(now, policy.timeZone);
  const due = momentIn(upheldDue(today, policy), now, policy.timeZone);
  if (level === 2)
    return { says: `The charges stand, and that is final. They are due ${due}.`, clauses: ['H.4.a', 'H.6'] };
  const until = momentIn(furtherAppealBy(today, policy), now, policy.timeZone);
  return {
    says: `The charges stand and are due ${due}. The customer may go further until ${until}.`,
    clauses: ['H.6', 'H.4.a'],
  };
}

/** H.5, H.7, H.3.b: the charges are put right at `corrected`; null while no amount is given. `penalty`: a late charge falls with them. */
export function overturnedEffect(
  matter: AppealMatterView,
  penalty: boolean,
  corrected: Cents | null,
  remedy: string,
  policy: PolicyParameters,
  now: Instant,
): DecisionEffect | null {
  const { amount, paid, billId } = matter;
  if (corrected === null || corrected > amount || corrected < 0) return null;
  const { overcharge } = correction(amount, paid, corrected);
  const back =
    overcharge === 0
      ? ''
      : ` ${money(overcharge)} was paid too much: ${remedy === 'refund' ? 'it is sent back' : 'it is credited'}.`;
  const due = correctedDue(dayOf(now, policy.timeZone), policy);
  const says =
    billId === null
      ? `${money(amount - corrected)} of it is taken back.${back}`
      : `A corrected invoice of ${money(corrected)} is due ${civilDay(due, 'week')}.${penalty ? ' The late charge is taken back.' : ''}${back}`;
  return { says, clauses: overcharge > 0 ? ['H.5', 'H.7'] : ['H.5'] };
}
