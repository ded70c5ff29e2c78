import type { EventMap, EventName } from '@curbstop/contracts';

/** What of an event only the roles of `INCOME_EVIDENCE_ROLES` may read (G.1.b): nobody else's page shows it either. */
const INCOME_FACTS: { readonly [Name in EventName]?: readonly (keyof EventMap[Name] & string)[] } = {
  'household.recorded': ['says'],
};

/** The facts of a journal row without what the reader may not see. */
export function readableFacts(
  event: string,
  facts: Readonly<Record<string, unknown>>,
  { seesIncome }: { readonly seesIncome: boolean },
): Record<string, unknown> {
  const hidden = seesIncome
    ? undefined
    : (INCOME_FACTS as Readonly<Record<string, readonly string[] | undefined>>)[event];
  return hidden ? Object.fromEntries(Object.entries(facts).filter(([name]) => !hidden.includes(name))) : { ...facts };
}
