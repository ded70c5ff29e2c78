import { newMeter } from '@curbstop/contracts';
import type { CrewJob, NewMeter } from '@curbstop/contracts';
import { dialRefusal } from '@curbstop/policy';
import type { Dial } from '@curbstop/policy';
import { isSameSerial } from '@curbstop/work-orders';
import type { JobDraft } from './draft.ts';
import { dialOfJob, tidyRegister } from './plausible.ts';

type Typed = JobDraft['exchange'];
type Job = Pick<CrewJob, 'dial'>;

/** The dial of the new meter: as it was typed, and as the old one's where nothing was. */
export function newDialOf(typed: Typed, job: Job): Dial {
  const old = dialOfJob(job);
  return {
    unit: typed.unit ?? old.unit,
    digits: typed.digits ?? old.digits,
    multiplier: typed.multiplier ?? old.multiplier,
  };
}

/** Fields of the new meter that can hold what they may not. */
export type NewMeterField = 'serial' | 'size' | 'register';
export type NewMeterErrors = Readonly<Partial<Record<NewMeterField, string>>>;

/** What is wrong with what was typed of the new meter, by field; empty when it can be taken. */
export function newMeterErrors(typed: Typed, draft: Pick<JobDraft, 'serial'>, job: Job): NewMeterErrors {
  const errors: { -readonly [F in NewMeterField]?: string } = {};
  const serial = newMeter.shape.serial.safeParse(typed.serial);
  if (!serial.success) errors.serial = serial.error.issues[0]?.message ?? 'Give the number on the meter.';
  else if (isSameSerial(serial.data, draft.serial))
    errors.serial = 'That is the old meter. Read the number off the new one.';
  if (typed.size === null) errors.size = 'Choose the size that is printed on the meter.';
  const register = dialRefusal(typed.register.replace(/\.$/, ''), newDialOf(typed, job));
  if (register !== null) errors.register = register;
  return errors;
}

/** The new meter as it is sent; null while it is not taken. */
export function newMeterOf(draft: Pick<JobDraft, 'exchange' | 'exchangedAt' | 'serial'>, job: Job): NewMeter | null {
  const { exchange: typed, exchangedAt } = draft;
  if (exchangedAt === null || typed.size === null || Object.keys(newMeterErrors(typed, draft, job)).length > 0)
    return null;
  return {
    serial: typed.serial.trim(),
    size: typed.size,
    dial: newDialOf(typed, job),
    register: tidyRegister(typed.register),
    keepsRadio: typed.keepsRadio,
  };
}
