import { day } from '../calendar/days.ts';
import { cents } from '../money/money.ts';
import { offerEnds } from '../sections/g/g2-reviews.ts';
import { at, GLENDORA } from './facts.fixture.ts';
import type {
  ArrangementFacts,
  CertificateFacts,
  HouseholdFacts,
  InstalmentFacts,
  ReviewFacts,
} from '../facts/facts.ts';
import type { ArrangementWish } from '../sections/i/i1-arrangements.ts';
import type { PlanWish } from '../sections/i/i3-plans.ts';
import type { BasisPoints } from '../units.ts';

export function certificate(dated: string, received = '2026-03-02 10:00'): CertificateFacts {
  return { certificateId: 1, dated: day(dated), receivedAt: at(received) };
}

export function household(more: Partial<HouseholdFacts> = {}): HouseholdFacts {
  return {
    benefits: ['calfresh'],
    endsOn: null,
    incomeOfPoverty: null,
    verified: true,
    givenOn: day('2026-01-15'),
    ...more,
  };
}

/** A declared income in hundredths of a per cent of the poverty level. */
export function declared(incomeOfPoverty: number): HouseholdFacts {
  return household({ benefits: [], incomeOfPoverty: incomeOfPoverty as BasisPoints });
}

export function row(due: string, amount: number, unpaid = amount): InstalmentFacts {
  return { due: day(due), amount: cents(amount), unpaid: cents(unpaid) };
}

/** In force since March 3, over bill 1; its rows are given. */
export function inForce(rows: readonly InstalmentFacts[], more: Partial<ArrangementFacts> = {}): ArrangementFacts {
  return {
    arrangementId: 4,
    kind: 'amortization',
    state: 'in-force',
    billIds: [1],
    signedAt: at('2026-03-03 10:00'),
    offerEndsAt: null,
    rows,
    untilDay: null,
    ...more,
  };
}

export function offered(on: string, billIds: readonly number[] = [1]): ArrangementFacts {
  const offerEndsAt = offerEnds(at(on), GLENDORA);
  return inForce([], { state: 'offered', signedAt: null, offerEndsAt, billIds });
}

export function review(stage: ReviewFacts['stage'], due: string): ReviewFacts {
  return { reviewId: 3, openedAt: at('2026-03-16 16:00'), stage, dueAt: at(due) };
}

export function wish(more: Partial<ArrangementWish> = {}): ArrangementWish {
  const usual: PlanWish = {
    kind: 'amortization',
    months: null,
    start: null,
    down: null,
    rows: null,
    fee: null,
    forgiven: null,
    fund: null,
    councilAction: null,
    until: null,
    hardship: false,
  };
  return { ...usual, billIds: null, signed: true, ...more };
}
