import { declineAppeal, fileFurtherAppeal } from '@curbstop/contracts';
import { mayDecline, mayFileFurther, momentIn } from '@curbstop/policy';
import type { AppealFacts } from '@curbstop/policy';
import { CheckField } from '@curbstop/ui';
import { AppealChoice } from './appeal-choice.tsx';
import { appealAlone, appealOptions } from './appeal-parts.ts';
import { checked, only } from './form.ts';
import type { Basis, Judged, RequestForm } from './form.ts';
import { posted } from './sending.ts';
import { WordsField } from './words-field.tsx';

type Further = { appeal: string; written: boolean };

const lost = (appeal: AppealFacts): boolean => appeal.state === 'decided';
const overLimit = (appeal: AppealFacts): boolean => appeal.state === 'open' && appeal.level === 1 && appeal.overLimit;

function first({ page }: Basis, which: (appeal: AppealFacts) => boolean): string {
  const found = page.facts.appeals.findLast(which);
  return found ? String(found.appealId) : '';
}

export function judgeFurther({ appeal, written }: Further, { page, policy, now }: Basis): Judged {
  const { value } = checked(fileFurtherAppeal, { written });
  return only(policy && mayFileFurther(appealAlone(page, appeal), policy, now, written), value);
}

/** H.4, H.4.a: a lost appeal goes to the second level. */
export const FILE_FURTHER: RequestForm<Further> = {
  title: (page) => `Take the appeal of ${page.customer.name} further?`,
  about: ({ page, policy, now }) => {
    const until = page.facts.appeals.findLast(lost)?.windowEndsAt ?? null;
    const by = policy && until !== null ? ` It is asked for until ${momentIn(until, now, policy.timeZone)}.` : '';
    return `The City Manager, or one of the two directors, decides it for good. The water stays on until then.${by}`;
  },
  confirm: 'Take it further',
  start: (basis) => ({ appeal: first(basis, lost), written: false }),
  Fields: ({ values, change, basis }) => (
    <>
      <AppealChoice
        page={basis.page}
        value={values.appeal}
        options={appealOptions(basis.page, lost)}
        onValue={(appeal) => change({ appeal })}
      />
      <CheckField label="It came in writing" checked={values.written} onChecked={(written) => change({ written })} />
    </>
  ),
  judge: judgeFurther,
  send: posted(({ appeal }) => `appeals/${appeal}/further`),
};

type Unheard = { appeal: string; reason: string };

export function judgeUnheard({ appeal, reason }: Unheard, { page }: Basis): Judged {
  const { value, errors } = checked(declineAppeal, { reason });
  return { answer: mayDecline(appealAlone(page, appeal)), errors, body: value };
}

/** H.1: an appeal over the limit is left unheard; somebody says so, and why. */
export const DECLINE_APPEAL: RequestForm<Unheard> = {
  title: (page) => `Leave the appeal of ${page.customer.name} unheard?`,
  about: () =>
    'It is over, with a letter that says why, and does not count as lost. The water may be turned off again.',
  confirm: 'Leave it unheard',
  start: (basis) => ({ appeal: first(basis, overLimit), reason: '' }),
  Fields: ({ values, errors, change, basis }) => (
    <>
      <AppealChoice
        page={basis.page}
        value={values.appeal}
        options={appealOptions(basis.page, overLimit)}
        onValue={(appeal) => change({ appeal })}
      />
      <WordsField
        label="Reason"
        hint="It stands in the letter to the customer."
        maxLength={2_000}
        value={values.reason}
        onValue={(reason) => change({ reason })}
        error={errors['reason'] ?? null}
      />
    </>
  ),
  judge: judgeUnheard,
  send: posted(({ appeal }) => `appeals/${appeal}/unheard`),
};
