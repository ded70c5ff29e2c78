import { releaseCashOnly, saidSo, standing } from '@curbstop/contracts';
import { dayOf, grant, isCashOnly, isRevoked, mayReleaseCashOnly, mayRevoke, revocationSays } from '@curbstop/policy';
import { civilDay, TextField } from '@curbstop/ui';
import { checked, only } from './form.ts';
import type { Basis, RequestForm } from './form.ts';

type Nothing = Record<string, never>;

/** D.8: the right to extensions is taken; the customer is told why by letter. */
export const REVOKE: RequestForm<Nothing> = {
  title: ({ customer }) => `Take away extensions from ${customer.name}?`,
  about: ({ page, policy, now }) =>
    policy === null
      ? 'The customer is told by letter.'
      : `The customer is told by letter: “${revocationSays(page.facts, policy, dayOf(now, policy.timeZone))}” One that runs stays.`,
  confirm: 'Take away extensions',
  start: () => ({}),
  Fields: () => <></>,
  judge: (_, { page }) => only(mayRevoke(page.facts)),
  send: async (api, accountId, { body }, idempotencyKey) => {
    await api.post(`/api/accounts/${accountId}/extensions/revoke`, body, standing, { idempotencyKey });
    return 'No extensions are given to this account. The letter goes out today.';
  },
};

/** D.8, Z.4: the Assistant Director of Finance gives the right back. */
export const RESTORE: RequestForm<Nothing> = {
  title: ({ customer }) => `Give extensions back to ${customer.name}?`,
  about: () => 'An extension may be asked for again, and is judged as any other.',
  confirm: 'Give extensions back',
  start: () => ({}),
  Fields: () => <></>,
  judge: (_, { page }) => {
    const says = 'Extensions are not taken from this account.';
    const found = isRevoked(page.facts) ? [] : [{ clauses: ['D.8' as const], says }];
    return only(grant(found, 'D.8', 'Extensions may be asked for again.'));
  },
  send: async (api, accountId, { body }, idempotencyKey) => {
    await api.post(`/api/accounts/${accountId}/extensions/restore`, body, standing, { idempotencyKey });
    return 'Extensions may be asked for again.';
  },
};

type Why = { why: string };

/** J.7.a: until when Cash Only stands of itself. */
function cashOnlySays({ page, policy, now }: Basis): string {
  if (!isCashOnly(page.facts, now)) return 'This account may be paid in every way.';
  const until = page.facts.flags.find((flag) => flag.kind === 'cash-only')?.until ?? null;
  const ends =
    until !== null && policy ? ` It ends by itself on ${civilDay(dayOf(until, policy.timeZone), 'year')}.` : '';
  return `Checks and bank debits are refused now.${ends} The next returned payment brings it back.`;
}

/** J.7.a, Z.4: Cash Only is lifted before its year is over. */
export const CASH_ONLY: RequestForm<Why> = {
  title: () => 'Release Cash Only?',
  about: cashOnlySays,
  confirm: 'Release Cash Only',
  start: () => ({ why: '' }),
  Fields: ({ values, errors, change }) => (
    <TextField
      label="Why"
      hint="It is kept with the release."
      maxLength={200}
      autocomplete="off"
      value={values.why}
      onValue={(why) => change({ why })}
      error={errors['why'] ?? null}
    />
  ),
  judge: (values, { page, now }) => {
    const { value, errors } = checked(releaseCashOnly, values);
    return { answer: mayReleaseCashOnly(page.facts, 'asst-director-finance', now), errors, body: value };
  },
  send: async (api, accountId, { body }, idempotencyKey) =>
    (await api.post(`/api/accounts/${accountId}/cash-only/release`, body, saidSo, { idempotencyKey })).says,
};
