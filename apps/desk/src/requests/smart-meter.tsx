import { mayOptIn, mayOptOut } from '@curbstop/policy';
import { only } from './form.ts';
import type { RequestForm } from './form.ts';
import { posted } from './sending.ts';

type Nothing = Record<string, never>;

/** L.1: the meter is read by hand, for a fee. */
export const OPT_OUT: RequestForm<Nothing> = {
  title: (page) => `Read the meter of ${page.customer.name} by hand?`,
  about: () => 'The fee stands on each bill with a day on which the smart meter was refused. It can be had again.',
  confirm: 'Read it by hand',
  start: () => ({}),
  Fields: () => <></>,
  judge: (_, { page, policy }) => only(policy && mayOptOut(page.facts, policy), { readByHand: true }),
  send: posted('smart-meter'),
};

/** L.1: the meter is read by radio again. */
export const OPT_IN: RequestForm<Nothing> = {
  title: (page) => `Read the meter of ${page.customer.name} by radio again?`,
  about: () => 'The bill of this cycle carries no fee when the radio has read the meter at its end.',
  confirm: 'Read it by radio',
  start: () => ({}),
  Fields: () => <></>,
  judge: (_, { page }) => only(mayOptIn(page.facts), { readByHand: false }),
  send: posted('smart-meter'),
};
