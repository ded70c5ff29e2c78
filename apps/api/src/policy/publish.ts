import type { PublishedPolicy } from '@curbstop/contracts';
import { policyAt, theCity } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import { REGISTER, SETTINGS, dayOf, termSentences } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { adoptedText } from './wording.ts';
import type { Wording } from './wording.ts';

/** Z.6: the version in force, every clause in our words beside the city's, and every number in sentences. */
export async function publishPolicy(source: DataSource, wording: Wording, now: Instant): Promise<PublishedPolicy> {
  const { profile, name } = await theCity(source);
  const policy = policyAt(profile, now);
  const today = dayOf(now, policy.timeZone);
  return {
    city: name,
    profile,
    version: policy.version,
    today,
    phone: policy.phone,
    policyUrl: policy.policyUrl,
    languages: policy.policyLanguages.filter((each) => !policy.untranslated.includes(each)),
    terms: termSentences(policy).map((each) => ({ ...each })),
    clauses: REGISTER.map(({ id, heading, title, source: paragraph, rule, reading }) => ({
      id,
      heading,
      title,
      source: paragraph,
      rule,
      reading,
      adopted: adoptedText(wording, id, today),
    })),
    switches: SETTINGS.map((each) => ({
      name: each.name,
      clause: each.clause,
      says: each.says,
      value: each.written(policy),
      allowed: each.allowed,
      values: each.values === null ? null : [...each.values],
    })),
    unknowns: policy.unknowns.map((each) => ({ ...each })),
  };
}
