/** Kinds of orders as scenarios name them. */
export const ORDER_KIND_NAMES = [
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
] as const;
