import type { Kind } from '../kind.ts';

/** E.2.b: the mailed notice came back, so the notice is left at the door. */
export const doorHanger: Kind = {
  kind: 'door-hanger',
  title: 'Leave the notice',
  effect: 'none',
  shape: 'triangle',
  steps: ['arrive', 'tag', 'done'],
  evidence: ['position', 'tagLeft'],
};

/** I.7: the last notice after a broken arrangement. */
export const doorHangerFinal: Kind = { ...doorHanger, kind: 'door-hanger-final', title: 'Leave the final notice' };

/** E.3.a: posted where tenants see it. */
export const doorTag: Kind = { ...doorHanger, kind: 'door-tag', title: 'Post the notice for tenants' };

/** A.3.a: asks whoever lives there to sign up. */
export const blueTagSignup: Kind = { ...doorHanger, kind: 'blue-tag-signup', title: 'Blue tag, sign up' };

/** K.2: a payment was returned; what is to be paid and by when. */
export const blueTagNsf: Kind = { ...doorHanger, kind: 'blue-tag-nsf', title: 'Blue tag, returned payment' };
