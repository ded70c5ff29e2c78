import type { AccountPage } from '@curbstop/contracts';
import { instant } from '@curbstop/policy';
import { aPage, NOW } from '../account/page.fixture.ts';
import type { Basis } from './form.ts';
import { policyFor } from './terms.ts';

/** What a form is judged by on Mar 11, 2026 at 2:20 pm: an account on day 55 of its bill, and what differs of it. */
export function aBasis(
  more: Partial<Record<keyof AccountPage, unknown>> = {},
  facts: Partial<Record<keyof AccountPage['facts'], unknown>> = {},
  now: number = NOW,
): Basis {
  const page = aPage(more, facts);
  const at = instant(now);
  return { page, policy: policyFor(page.policy, at), now: at };
}
