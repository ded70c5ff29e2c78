import { allocate, openCharges } from './allocate.ts';
import { isGoodFunds } from './j-cash-only.ts';
import { chargesForAnyTender, debtByCharge } from './k-insufficient-funds.ts';
import { NO_CENTS } from './money.ts';
import type { Allocation, OpenCharge } from './allocate.ts';
import type { AccountFacts, FeeKind } from './facts.ts';
import type { Purpose, Tender } from './j-payments.ts';
import type { Cents, Day } from './units.ts';

/** What is asked of a charge to know whether a payment is meant for it; `owed` is what only good funds may pay (K.5). */
interface Named {
  readonly charge: OpenCharge;
  readonly fee: FeeKind | null;
  readonly owed: Cents;
}

const MEANT_FOR: Readonly<Record<Purpose, (it: Named) => boolean>> = {
  bill: ({ charge, owed }) => charge.kind !== 'fee' && owed === 0,
  nsf: ({ fee, owed }) => owed > 0 || fee === 'nsf-fee',
  reconnection: ({ fee }) => fee === 'reconnection-fee' || fee === 'after-hours-reconnection-fee',
  deposit: ({ fee }) => fee === 'deposit',
};

/**
 * Settled point 1, "unless the payer directs otherwise": where a payment of today would fall, charge by charge: on what the
 * payer names first, then in the policy's order. What a returned payment left is paid by good funds only (K.5).
 */
export function whereItFalls(
  facts: Pick<AccountFacts, 'bills' | 'fees' | 'returns'>,
  paid: { readonly tender: Tender; readonly amount: Cents; readonly purpose: Purpose | null },
  today: Day,
): Allocation {
  const debt = debtByCharge(facts);
  const all = openCharges(facts);
  const open = isGoodFunds(paid.tender) ? all : chargesForAnyTender(all, debt);
  if (paid.purpose === null) return allocate(paid.amount, open, today);
  const meant = MEANT_FOR[paid.purpose];
  const fees = new Map(facts.fees.map((each) => [`fee/${each.entryId}`, each.kind]));
  const isNamed = (charge: OpenCharge): boolean =>
    meant({ charge, fee: fees.get(charge.chargeId) ?? null, owed: debt.get(charge.chargeId) ?? NO_CENTS });
  const first = allocate(paid.amount, open.filter(isNamed), today);
  const rest = allocate(
    first.left,
    open.filter((charge) => !isNamed(charge)),
    today,
  );
  return { parts: [...first.parts, ...rest.parts], left: rest.left };
}
