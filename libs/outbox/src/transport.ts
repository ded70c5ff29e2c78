import type { CrewAction, CrewActionResult } from '@curbstop/contracts';

/** What came of handing a batch to the network. */
export type SendOutcome =
  /** The server answered for each action, or for the first few. */
  | { readonly kind: 'answered'; readonly results: readonly CrewActionResult[] }
  /** No answer: it may have been carried out or not. */
  | { readonly kind: 'no-answer' }
  /** The server answered that it cannot now (5xx, 429). */
  | { readonly kind: 'server-trouble'; readonly says: string }
  /** Nobody is signed in (401). */
  | { readonly kind: 'signed-out' }
  /** Somebody is, but may not do this (403). */
  | { readonly kind: 'not-allowed'; readonly says: string }
  /** The server will never take this batch as it is (400, 413, 422). */
  | { readonly kind: 'unacceptable'; readonly says: string };

/** Hands a batch to the server; never throws for what the network or the server did. */
export type Send = (actions: readonly CrewAction[]) => Promise<SendOutcome>;
