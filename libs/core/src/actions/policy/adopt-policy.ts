import { POLICY_ROLES } from '@curbstop/contracts';
import type { Actor } from '@curbstop/contracts';
import type {
  AdoptedVersion,
  ClauseId,
  Day,
  Instant,
  ProfileName,
  PolicyParameters,
  WrittenSettings,
} from '@curbstop/policy';
import {
  SETTINGS,
  SettingRefused,
  dayOf,
  floorBreaks,
  isProfileName,
  dayIn,
  settingOf,
  untranslatedRefusal,
  versionOn,
  withWritten,
} from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { resetAlarms } from '../../facts/alarm.ts';
import { Invalid, Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Reader, Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { theCity } from '../../records/policy-versions/city.ts';
import { reloadPolicies, keptVersions, versionsWith } from '../../records/policy-versions/policy-cache.ts';
import { REACH, requireReach } from '../../records/requests/date-window.ts';

/** A version that a city wants to adopt. */
export interface WantedVersion extends AdoptedVersion {
  readonly profile: string;
}

/** What a version would change, and why it may not be adopted. */
export interface ValidatedVersion {
  readonly policy: PolicyParameters;
  /** The version it stands on. */
  readonly base: string;
  readonly changes: readonly {
    readonly name: string;
    readonly says: string;
    readonly was: string;
    readonly is: string;
  }[];
  /** Null when it may be adopted. */
  readonly refusal: Refused | null;
  /** All that the version of the day sets, as written. */
  readonly switches: WrittenSettings;
}

function nameOf(profile: string): ProfileName {
  if (!isProfileName(profile)) throw new Invalid('profile', `No city profile is called ${profile}.`);
  return profile;
}

/** Checks names and values against a version; the field that is wrong is named with what it takes. */
function checkWritten(policy: PolicyParameters, switches: WrittenSettings): void {
  for (const [name, text] of Object.entries(switches)) {
    try {
      withWritten(policy, { [name]: text });
    } catch (error) {
      if (!(error instanceof SettingRefused)) throw error;
      throw new Invalid(`switches.${name}`, error.message);
    }
  }
}

/** The last version there is, and whether another one of its day may still take its place. */
interface LastVersion {
  readonly day: Day;
  readonly free: boolean;
}

/** Z.1: a version begins today or later, and after every other one; one of the same day may be mended while no bill is under it. */
function dateRefusal(from: Day, today: Day, last: LastVersion): Refused | null {
  if (from < today) {
    return new Refused(
      `A version begins today or later, not ${dayIn(from, today)}: bills keep the rules of their day.`,
      ['Z.1'],
    );
  }
  if (from > last.day || (from === last.day && last.free)) return null;
  const why = from === last.day ? ', and bills are under it' : '';
  return new Refused(
    `A version from ${dayIn(last.day, today)} is adopted already${why}. The next one begins after it.`,
    ['Z.1'],
  );
}

async function hasBills(db: Reader, profile: string, version: Day): Promise<boolean> {
  const found = await row(db, 'SELECT 1 FROM bill WHERE policy_profile = $1 AND policy_version = $2 LIMIT 1', [
    profile,
    version,
  ]);
  return found !== null;
}

/** Z.2, Z.7: why a policy may not be adopted. */
function termsRefusal(policy: PolicyParameters): Refused | null {
  const breaks = floorBreaks(policy);
  if (breaks.length > 0) {
    const sections = breaks.map((each) => each.section);
    return new Refused(breaks.map((each) => each.says).join(' '), ['Z.2'], { sections });
  }
  const text = untranslatedRefusal(policy);
  return text === null ? null : new Refused(`The policy is not published. ${text.says}`, text.clauses);
}

/**
 * A dry run: what a version would change, and whether it may be adopted. What is written for a day that has a version already is
 * added to that one. Bad names or values are {@link Invalid}.
 */
export async function validateVersion(db: Reader, asked: WantedVersion, now: Instant): Promise<ValidatedVersion> {
  const profile = nameOf(asked.profile);
  const kept = await keptVersions(db, profile);
  const sameDay = kept.find((each) => each.from === asked.from);
  const wanted = { ...asked, switches: { ...sameDay?.switches, ...asked.switches } };
  const city = await theCity(db);
  const versions = versionsWith(profile, kept, city);
  const [first] = versions;
  if (wanted.from < first.version) {
    throw new Invalid('from', `The policy of ${profile} begins on ${first.version}; give a later day.`);
  }
  const reach = { field: 'from', what: 'the first day of the version', on: wanted.from, reach: REACH.policyVersion };
  requireReach(reach, first.timeZone, now);
  const before = versionOn({ name: profile, versions }, wanted.from);
  checkWritten(before, wanted.switches);
  const others = kept.filter((each) => each.from !== wanted.from);
  const after = versionsWith(profile, [...others, wanted], city);
  const policy = versionOn({ name: profile, versions: after }, wanted.from);
  const changes = SETTINGS.filter((each) => each.written(before) !== each.written(policy)).map((each) => ({
    name: each.name,
    says: each.says,
    was: each.written(before),
    is: each.written(policy),
  }));
  const last = versions.at(-1)?.version ?? first.version;
  const isAdopted = kept.some((each) => each.from === last);
  const free = !isAdopted || !(await hasBills(db, profile, last));
  const refusal = dateRefusal(wanted.from, dayOf(now, first.timeZone), { day: last, free }) ?? termsRefusal(policy);
  const base = versionOn({ name: profile, versions: versionsWith(profile, others, city) }, wanted.from);
  return { policy, base: `${profile} ${base.version}`, changes, refusal, switches: wanted.switches };
}

/** The fees of the version, so that each is found by its date as those of the profile are. */
async function setFees(tx: Tx, profile: string, policy: PolicyParameters): Promise<void> {
  for (const [kind, fee] of Object.entries(policy.fees)) {
    await tx.query(
      `INSERT INTO fee (profile, kind, effective_from, amount, clause, cite) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (profile, kind, effective_from) DO UPDATE SET amount = excluded.amount`,
      [profile, kind, policy.version, fee.amount, fee.clause, fee.cite],
    );
  }
}

type Accept = (clause: ClauseId, says?: string) => Promise<void>;

/** Writes a version down as it was judged, with its fees; whether it may be adopted is the caller's to ask. */
export async function writeVersion(change: Change, wanted: WantedVersion, judged: ValidatedVersion): Promise<void> {
  const { tx, actor, now } = change;
  const { profile, from } = wanted;
  // Written in full and in the table's order, so that the same version has the same row however it was typed.
  const names = Object.keys(judged.switches).map((name) => settingOf(name).name);
  const switches = Object.fromEntries(names.map((name) => [name, settingOf(name).written(judged.policy)]));
  await tx.query(
    `INSERT INTO policy_version (profile, from_day, switches, base, adopted_at, adopted_by)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (profile, from_day) DO UPDATE SET switches = excluded.switches, adopted_at = excluded.adopted_at,
       adopted_by = excluded.adopted_by`,
    [profile, from, JSON.stringify(switches), judged.base, sqlInstant(now), JSON.stringify(actor)],
  );
  await setFees(tx, profile, judged.policy);
  await append(tx, [
    { event: 'policy.adopted', facts: { profile, from, switches }, at: now, actor, clause: 'Z.1', accountId: null },
  ]);
  await tx.query("SELECT pg_notify('policy', '')");
}

async function adopt(change: Change, accept: Accept, wanted: WantedVersion): Promise<PolicyParameters> {
  const { tx, now } = change;
  // Two adoptions at once would each be judged without the other.
  await tx.query('LOCK TABLE policy_version IN EXCLUSIVE MODE');
  const judged = await validateVersion(tx, wanted, now);
  if (judged.refusal) throw judged.refusal;
  await accept('Z.1');
  await writeVersion(change, wanted, judged);
  return judged.policy;
}

/**
 * Z.1, Z.2, Z.7: a later version of the policy. Refused with the section when it gives less than a statute, with the languages
 * when a text is missing, and when it would begin in the past. Bills that are out keep the rules of their own day.
 */
export async function adoptPolicy(
  source: DataSource,
  wanted: WantedVersion,
  actor: Actor,
  now: Instant,
): Promise<PolicyParameters> {
  const policy = await changeAccounts(source, { request: 'save-policy', accountIds: [], actor, now }, (change) => {
    const { accept } = change;
    mustBe(actor, POLICY_ROLES, 'Z.1', 'A version of the policy is put in force by those who run the office.');
    return adopt(change, accept, wanted);
  });
  await reloadPolicies(source);
  // A version that begins today may move what is due; one of a later day is in force before anything of it is.
  if (wanted.from <= dayOf(now, policy.timeZone) && (await row(source, 'SELECT 1 FROM account LIMIT 1'))) {
    await resetAlarms(source, now);
  }
  return policy;
}
