import type { OpenAppeals, OpenArrangements, OpenReviews } from '@curbstop/contracts';
import type { CityFormats, Tone } from '@curbstop/ui';

type Appeal = OpenAppeals['cases'][number];
type Arrangement = OpenArrangements['cases'][number];
type Review = OpenReviews['cases'][number];

/** What happens next, and by which clause. */
export interface NextStep {
  readonly says: string;
  readonly clause: string;
}

/** Who has to act on an appeal, and until when. */
export function appealNext(each: Appeal, formats: CityFormats): NextStep {
  if (each.state === 'decided')
    return each.windowEndsAt === null
      ? { says: 'The decision stands.', clause: 'H.4.a' }
      : { says: `The customer may go further until ${formats.dayTime(each.windowEndsAt)}.`, clause: 'H.4.a' };
  if (each.level === 2) return { says: 'One of the three directors decides.', clause: 'H.4.a' };
  if (each.overLimit) return { says: 'Over the yearly limit: somebody says whether it is heard.', clause: 'H.1' };
  return { says: 'The appeal officer decides.', clause: 'H.3.b' };
}

export const KINDS: Readonly<Record<Arrangement['kind'], string>> = {
  amortization: 'Monthly payments',
  schedule: 'Own schedule',
  reduction: 'Reduction',
  deferral: 'Put off',
};

export const STATES: Readonly<Record<Arrangement['state'], readonly [says: string, tone: Tone]>> = {
  offered: ['Offered', 'action'],
  'in-force': ['In force', 'ok'],
  defaulted: ['Failed', 'stop'],
};

export const STAGES: Readonly<Record<Review['stage'], NextStep>> = {
  reply: { says: 'The city answers the customer.', clause: 'G.2-a' },
  supply: { says: 'The customer supplies what was asked for.', clause: 'G.2-b' },
  decide: { says: 'The city decides.', clause: 'G.2-c' },
};
