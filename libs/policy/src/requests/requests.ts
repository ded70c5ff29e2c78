import { grant } from '../engine/decision.ts';
import { mayCloseAccount } from '../sections/a/a3-closing.ts';
import { isRevoked } from '../sections/d/d1-extensions.ts';
import { mayRevoke } from '../sections/d/d8-review.ts';
import { mayNoteReturned } from '../sections/e/e2b-returned-mail.ts';
import { maySubmitAssistance } from '../sections/g/g1-conditions.ts';
import { maySupply, openReview } from '../sections/g/g2-reviews.ts';
import { mayDecideAppeal, mayFileFurther, openAppeal } from '../sections/h/h1-appeals.ts';
import { mayRequestArrangement } from '../sections/i/i1-arrangements.ts';
import { debitState, mayEnrol, mayStopDebit } from '../sections/j/j6-bank-debit.ts';
import { isCashOnly, mayReleaseCashOnly } from '../sections/j/j7-cash-only.ts';
import { mayOptIn, mayOptOut } from '../sections/l/l1-manual-read.ts';
import { ACCOUNT_REQUESTS, ACCOUNT_TRIES } from './accounts.ts';
import { mattersOf } from './appeals.ts';
import { tryHousehold, tryInstalment, tryVerification } from './help.ts';
import {
  tryAppeal,
  tryCertificate,
  tryExtension,
  tryPayment,
  tryPlan,
  tryReconnection,
  tryReview,
  tryTenant,
  tryWaiver,
} from './previews.ts';
import type { ClauseId } from '../clauses/clause-id.ts';
import type { PolicyDecision } from '../engine/decision.ts';
import type { AccountFacts } from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { AppealMatter } from '../sections/h/h1-appeals.ts';
import type { Instant } from '../units.ts';
import type { Try } from './previews.ts';

/** What may be asked of the office for an account, in the order in which the desk lists it. */
export const OFFICE_REQUESTS = [
  'pay',
  'request-extension',
  'sign-arrangement',
  'pay-instalment',
  'waive-courtesy',
  'waive-low-income',
  'file-appeal',
  'decide-appeal',
  'file-further-appeal',
  'decide-further-appeal',
  'submit-certificate',
  'give-household',
  'verify-household',
  'submit-assistance',
  'request-arrangement',
  'review-assistance',
  'supply-information',
  'request-reconnection',
  'mail-returned',
  'tenant-takes-service',
  'enrol-ach',
  'stop-ach',
  'opt-out-smart-meter',
  'opt-in-smart-meter',
  'release-cash-only',
  'restore-extensions',
  'revoke-extensions',
  'request-close',
  ...ACCOUNT_REQUESTS,
] as const;
export type OfficeRequest = (typeof OFFICE_REQUESTS)[number];

/** Whether a request would be granted now, on the terms best for it: tried, and nothing done. */
export interface RequestView extends PolicyDecision {
  readonly request: OfficeRequest;
  readonly title: string;
  /** The clause that it is asked under. */
  readonly clause: ClauseId;
  /** What a clerk needs to know beside the title: until when, how much; why not, where it is refused. */
  readonly detail: string;
  /** False where the account gives no occasion for it: it would be refused, and nobody would ask. */
  readonly applies: boolean;
}

/** What each request is called, the clause it is asked under, and how it is tried. */
const TRIES: Readonly<Record<OfficeRequest, Try>> = {
  pay: ['Take a payment', 'J.1', tryPayment],
  'request-extension': ['Give more time', 'D.1', tryExtension],
  'sign-arrangement': ['Offer a payment plan', 'I.1', tryPlan],
  'pay-instalment': ['Take an instalment', 'I.3.c', tryInstalment],
  'waive-courtesy': ['Waive the late charge', 'C.1.a', (asked) => tryWaiver('courtesy', asked)],
  'waive-low-income': ['Low-income waiver', 'C.1.b', (asked) => tryWaiver('low-income', asked)],
  'file-appeal': ['Take an appeal', 'H.3.a', tryAppeal],
  'decide-appeal': [
    'Decide the appeal',
    'H.3.c',
    ({ facts }) => ({ answer: mayDecideAppeal(facts, 1, true), applies: openAppeal(facts, 1) !== null }),
  ],
  'file-further-appeal': [
    'Take the appeal further',
    'H.4.a',
    ({ facts, policy, now }) => ({
      answer: mayFileFurther(facts, policy, now, true),
      applies: facts.appeals.some((each) => each.state === 'decided'),
    }),
  ],
  'decide-further-appeal': [
    'Decide the further appeal',
    'H.4.a',
    ({ facts }) => ({ answer: mayDecideAppeal(facts, 2, true), applies: openAppeal(facts, 2) !== null }),
  ],
  'submit-certificate': ['Take a medical certificate', 'G.1.a', tryCertificate],
  'give-household': ['Take proof of a low income', 'G.1.b', tryHousehold],
  'verify-household': ['Look at the proof of a low income', 'C.1.b', tryVerification],
  'submit-assistance': [
    'Take papers for help with the bill',
    'G.2',
    ({ facts }) => {
      const answer = maySubmitAssistance(facts);
      return { answer, applies: answer.granted };
    },
  ],
  'request-arrangement': [
    'Hold while a plan is reviewed',
    'I.1',
    ({ facts }) => ({ answer: mayRequestArrangement(facts), applies: facts.service === 'on' }),
  ],
  'review-assistance': ['Answer the papers', 'G.2', tryReview],
  'supply-information': [
    'Take what was still missing',
    'G.2-b',
    ({ facts, policy, now }) => ({
      answer: maySupply(facts, policy, now),
      applies: openReview(facts)?.stage === 'supply',
    }),
  ],
  'request-reconnection': ['Ask for reconnection', 'F.1', tryReconnection],
  'mail-returned': [
    'The notice came back',
    'E.2.b',
    ({ facts }) => {
      const answer = mayNoteReturned(facts);
      return { answer, applies: answer.granted && facts.bills.length > 0 };
    },
  ],
  'tenant-takes-service': ['A tenant takes the service', 'E.3.d', tryTenant],
  'enrol-ach': [
    'Enrol in bank debit',
    'J.6',
    ({ facts, now }) => ({
      answer: mayEnrol(facts, true, now),
      applies: debitState(facts) === 'none' || debitState(facts) === 'removed',
    }),
  ],
  'stop-ach': [
    'Stop the bank debit',
    'J.6',
    ({ facts }) => {
      const answer = mayStopDebit(facts, true);
      return { answer, detail: 'In writing.', applies: answer.granted };
    },
  ],
  'opt-out-smart-meter': [
    'Refuse the smart meter',
    'L.1',
    ({ facts, policy }) => ({ answer: mayOptOut(facts, policy), applies: facts.meter === 'smart' }),
  ],
  'opt-in-smart-meter': [
    'Have the smart meter again',
    'L.1',
    ({ facts }) => ({ answer: mayOptIn(facts), applies: facts.meter === 'manual' }),
  ],
  'release-cash-only': [
    'Release Cash Only',
    'J.7.a',
    ({ facts, now }) => ({
      answer: mayReleaseCashOnly(facts, 'asst-director-finance', now),
      applies: isCashOnly(facts, now),
    }),
  ],
  'restore-extensions': [
    'Give extensions back',
    'D.8',
    ({ facts }) => ({
      answer: grant(
        isRevoked(facts) ? [] : [{ clauses: ['D.8'], says: 'Extensions were not taken from this account.' }],
        'D.8',
        'Extensions may be asked for again.',
      ),
      applies: isRevoked(facts),
    }),
  ],
  'revoke-extensions': [
    'Take away extensions',
    'D.8',
    ({ facts }) => ({ answer: mayRevoke(facts), applies: !isRevoked(facts) }),
  ],
  'request-close': [
    'Close the account',
    'A.3',
    ({ facts, policy, now }) => ({
      answer: mayCloseAccount(facts, { by: 'owner', written: true, effective: null }, policy, now),
      detail: facts.open ? 'In writing. The meter is read for the final bill.' : 'The account is not open.',
      applies: facts.open,
    }),
  ],
  ...ACCOUNT_TRIES,
};

/**
 * Every request that the office can take for an account, tried on the terms best for it: in writing, with its papers, for the
 * latest day allowed. `matters`: the charges that may be appealed; left out, those that the facts show.
 */
export function requestsOf(
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
  matters: readonly AppealMatter[] = mattersOf(facts),
): readonly RequestView[] {
  return OFFICE_REQUESTS.map((request) => {
    const [title, clause, attempt] = TRIES[request];
    const { answer, detail = answer.says, applies = true } = attempt({ facts, policy, now, matters });
    const { granted, clauses, says } = answer;
    return { request, title, clause, granted, clauses, says, detail: granted ? detail : says, applies };
  });
}
