import { inCloseWindow, rollToWindow } from '../../calendar/close-window.ts';
import { holdBinds, holdEnds } from '../../engine/eligibility.ts';
import { NO_CENTS } from '../../money/money.ts';
import { longMoment, shortTime } from '../../texts.ts';
import type { Condition, Verdict } from '../../engine/verdict.ts';
import type { AccountFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Instant } from '../../units.ts';

function standing(facts: AccountFacts, policy: PolicyParameters): Condition[] {
  const { closing } = facts;
  const off = facts.service === 'off';
  const followed = facts.open || closing === null || closing.followed;
  const read = closing?.finalReadAt ?? null;
  return [
    {
      code: 'service-off',
      clause: 'A.3.b',
      binds: off,
      until: null,
      says: off ? 'The water is off already.' : 'The water is on.',
    },
    {
      code: 'landlord-trust',
      clause: 'A.4',
      binds: facts.landlordTrust,
      until: null,
      says: facts.landlordTrust
        ? 'A Landlord Trust keeps the water on for the owner.'
        : 'There is no Landlord Trust for this place.',
    },
    {
      code: 'occupied',
      clause: 'A.3.c',
      binds: followed,
      until: null,
      says: followed ? 'Somebody is the customer at this place.' : 'Nobody is the customer at this place.',
    },
    {
      code: 'final-read',
      clause: 'A.3.b',
      binds: read === null,
      until: null,
      says:
        read === null
          ? 'The final read is not posted yet.'
          : `The final read was posted ${longMoment(read, policy.timeZone)}.`,
    },
  ];
}

/** Reading 13: nobody's water is turned off in a moratorium, whatever the reason. */
function moratoriumTerms(facts: AccountFacts, policy: PolicyParameters, now: Instant): Condition[] {
  return facts.holds
    .filter((hold) => hold.kind === 'moratorium' && holdBinds(hold, policy, now))
    .map((hold) => ({
      code: 'hold',
      clause: hold.clause,
      binds: true,
      until: holdEnds(hold, policy),
      says: 'No water is turned off for the time being.',
    }));
}

/** The first moment in the close window, from `now` on, at which no moratorium runs. */
function firstFree(facts: AccountFacts, policy: PolicyParameters, now: Instant): Instant | null {
  let at = rollToWindow(now, policy);
  for (;;) {
    const moment = at;
    const hold = facts.holds.find((each) => each.kind === 'moratorium' && holdBinds(each, policy, moment));
    if (!hold) return at;
    const ends = holdEnds(hold, policy);
    if (ends === null) return null;
    at = rollToWindow(ends, policy);
  }
}

/**
 * A.3.b: the gate of a turn-off where nobody is the customer any more. It is for no debt, so no notice and no day 60 are asked
 * for; the final read must be posted, and the hours of E.1 stand.
 */
export function mayTurnOffVacant(facts: AccountFacts, policy: PolicyParameters, now: Instant): Verdict {
  const barring = standing(facts, policy);
  const open = inCloseWindow(now, policy);
  const { from, to } = policy.closeWindow;
  const hours: Condition = {
    code: 'close-window',
    clause: 'E.1',
    binds: !open,
    until: open ? null : rollToWindow(now, policy),
    says: `Water is turned off on business days only, from ${shortTime(from)} to ${shortTime(to)}.`,
  };
  const all = [...barring, ...moratoriumTerms(facts, policy, now), hours];
  const binding = all.filter((term) => term.binds);
  return {
    mayClose: binding.length === 0,
    earliest: barring.some((term) => term.binds) ? null : firstFree(facts, policy, now),
    because: binding.length === 0 ? ['A.3.b'] : [...new Set(binding.map((term) => term.clause))],
    terms: all,
    pastDue: NO_CENTS,
    billIds: [],
    policy: { profile: policy.profile, version: policy.version },
    askedAt: now,
    facts,
  };
}
