import { z } from 'zod';
import { boundedDay } from '../bounds.ts';
import { clauseId, day, instant } from '../scalars.ts';

/** A rule of the version in force, as anyone may read it. */
const termSentence = z.object({ clause: clauseId, says: z.string() });

/** A clause of the policy, in our words. */
const publishedClause = z.object({
  id: clauseId,
  heading: z.boolean(),
  title: z.string(),
  /** The paragraph of the policy that it renders, as `C(1)(a)`. */
  source: z.string(),
  rule: z.string(),
  /** Where the text is unclear: how this city reads it. */
  reading: z.string().nullable(),
  /** As the city adopted it, by language; empty where the city gave no text. */
  adopted: z.record(z.string(), z.string()),
});

const publishedSwitch = z.object({
  name: z.string(),
  clause: clauseId,
  says: z.string(),
  value: z.string(),
  allowed: z.string(),
  /** Every value where there are few. */
  values: z.array(z.string()).nullable(),
});

/** `GET /api/policy`: the version in force, for anyone (Z.6). */
export const publishedPolicy = z.object({
  city: z.string(),
  profile: z.string(),
  /** The first day of the version in force. */
  version: day,
  /** Today, by the city's calendar. */
  today: day,
  phone: z.string(),
  policyUrl: z.string(),
  languages: z.array(z.string()),
  terms: z.array(termSentence),
  clauses: z.array(publishedClause),
  switches: z.array(publishedSwitch),
  /** What the source of the profile does not say, and what stands in. */
  unknowns: z.array(z.object({ parameter: z.string(), says: z.string() })),
});
export type PublishedPolicy = z.output<typeof publishedPolicy>;

/** `GET /api/policy/versions`: every version, oldest first. */
export const policyVersions = z.array(
  z.object({
    from: day,
    /** Null for a version that is shipped with the profile. */
    adopted: z
      .object({
        at: instant,
        by: z.string(),
        base: z.string(),
        switches: z.record(z.string(), z.string()),
      })
      .nullable(),
    inForce: z.boolean(),
  }),
);
export type PolicyVersions = z.output<typeof policyVersions>;

/** `POST /api/policy/versions` (admin) */
export const newPolicyVersion = z.object({
  from: boundedDay('the first day of the version'),
  /** By name: what this version sets differently from the one before it. */
  switches: z.record(
    z.string().max(64),
    z
      .union([z.string().max(64), z.number(), z.boolean()], 'Give a text, a number, or true or false.')
      .transform(String),
  ),
  /** Only says what would change, and whether it may be adopted. */
  dryRun: z.boolean().default(false),
});

/** Its answer. A version that may not be adopted is a problem, save in a dry run. */
export const policyVersionAnswer = z.object({
  from: day,
  adopted: z.boolean(),
  base: z.string(),
  changes: z.array(z.object({ name: z.string(), says: z.string(), was: z.string(), is: z.string() })),
  refusal: z.object({ says: z.string(), clauses: z.array(clauseId) }).nullable(),
});
export type PolicyVersionAnswer = z.output<typeof policyVersionAnswer>;
