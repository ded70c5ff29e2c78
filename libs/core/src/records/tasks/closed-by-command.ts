/** Tasks that a deed of their own closes: a note must not stand where the policy wants a decision, a letter or a record. */
const CLOSED_BY: Readonly<Record<string, string>> = {
  appeal: 'The decision on the appeal closes it.',
  'appeal-over-limit': 'Hearing the appeal or declining it closes it.',
  'further-appeal': 'The decision on the further appeal closes it.',
  'assistance-reply': 'The answer to the customer closes it.',
  'assistance-decision': 'The answer to the customer closes it.',
  'courtesy-waiver': 'Granting or refusing the waiver closes it.',
  'final-bill': 'Making the final bill closes it.',
  'payment-in-doubt': 'Crediting the payment or setting it aside closes it.',
  'phone-contact': 'Noting the call closes it.',
  'publish-report': 'Publishing the yearly count closes it.',
  'urgent-work-open': 'It closes by itself when the water is back on.',
  'read-doubt': 'Accepting or voiding the reading closes it: under Meters, Doubted readings, or on the account, Meter.',
  'odd-bill': 'Releasing the bill, voiding its reading or having the meter read again closes it.',
  'correct-bill': 'Taking the bill back closes it.',
  'unhandled-message': 'Replaying or dismissing the messages closes it.',
  'verify-low-income': 'Accepting or refusing the evidence closes it.',
};

/** What closes a task of this kind; null where a note is enough. */
export function closedBy(kind: string): string | null {
  return CLOSED_BY[kind] ?? null;
}
