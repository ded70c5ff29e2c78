import type { Kind } from '../kind.ts';

/** E.2.b: the mailed notice came back, so the notice is left at the door. */
export const doorHanger: Kind = {
  kind: 'door-hanger',
  title: 'Leave the notice',
  effect: 'none',
  shape: 'triangle',
  steps: ['arrive', 'tag', 'done'],
  evidence: ['positionOrReason', 'tagLeft'],
  paper: () => ({
    name: 'Disconnection notice',
    message:
      'The mailed notice came back. It tells what is past due, by when to pay, and how to appeal or ask for more time.',
    clause: 'E.2.b',
  }),
};

/** I.7: the last notice after a broken arrangement. */
export const doorHangerFinal: Kind = {
  ...doorHanger,
  kind: 'door-hanger-final',
  title: 'Leave the final notice',
  paper: () => ({
    name: 'Final notice',
    message: 'The payment plan was not kept. It tells what to pay to keep the water on.',
    clause: 'I.7',
  }),
};

/** E.3.a: posted where tenants see it. Under any other clause it is the tag that is posted 48 hours before. */
export const doorTag: Kind = {
  ...doorHanger,
  kind: 'door-tag',
  title: 'Post the notice',
  paper: (clause) =>
    clause === 'E.3.a'
      ? {
          name: 'Notice to tenants',
          message:
            'The water may be turned off because the owner has not paid. Tenants may become customers without paying what the owner owes.',
          clause,
        }
      : {
          name: '48-hour tag',
          message: 'The water is to be turned off. It tells what to pay to keep it on.',
          clause,
        },
};

/** A.3.a: asks whoever lives there to sign up. */
export const blueTagSignup: Kind = {
  ...doorHanger,
  kind: 'blue-tag-signup',
  title: 'Blue tag, sign up',
  paper: (clause) => ({
    name: 'Blue tag: sign up',
    message: 'Nobody is the customer here. Whoever lives here signs up, or the water is turned off.',
    clause,
  }),
};

/** K.2: a payment was returned; what is to be paid and by when. */
export const blueTagNsf: Kind = {
  ...doorHanger,
  kind: 'blue-tag-nsf',
  title: 'Blue tag, returned payment',
  paper: (clause) => ({
    name: 'Blue tag: returned payment',
    message: 'A payment came back from the bank. It tells what to pay, with the fee, and by when.',
    clause,
  }),
};
