import { cents } from '../money/money.ts';
import type { Tariff } from '../sections/b/b1-tariff.ts';

/** Invented for the demo city; no city charges these. Single-family homes, 56 days. */
export const DEMO_TARIFF: Tariff = {
  name: 'Demo, single-family',
  periodDays: 56,
  fixed: { '5/8': cents(6_200), '3/4': cents(6_200), '1': cents(9_800), '1-1/2': cents(18_800), '2': cents(29_600) },
  tiers: [
    { upTo: 16, price: cents(295) },
    { upTo: 40, price: cents(360) },
    { upTo: null, price: cents(445) },
  ],
};
