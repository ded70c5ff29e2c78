import { profile } from '../profile.ts';
import { withSwitches } from '../settings.ts';
import { glendora } from './glendora.ts';

/** Glendora, with its day 60 counted from the due date, as HSC 116908 reads when it is read strictly (reading 66). */
export const glendoraStrict = profile(
  'glendora-strict',
  glendora.versions.map((version) => ({
    ...withSwitches(version, { delinquencyAnchor: 'due-date' }),
    profile: 'glendora-strict',
  })),
);
