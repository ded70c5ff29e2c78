import { noticeByHand } from '@curbstop/contracts';
import {
  billsByHand,
  hangerDueOn,
  leadingByHand,
  mayMailNotice,
  mayNoteReturned,
  NOTICES_BY_HAND,
  noticePayBy,
  dayOf,
  returnableNotice,
  dayIn,
  longDay,
  momentIn,
} from '@curbstop/policy';
import type { NoticeByHandKind } from '@curbstop/policy';
import { ClauseTag, SelectField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { checked, only } from './form.ts';
import type { Basis, FieldsProps, Judged, RequestForm } from './form.ts';
import { posted } from './sending.ts';

/** E.2.b: a disconnection notice that was mailed is in the mail again. */
export const MAIL_RETURNED: RequestForm<Record<string, never>> = {
  title: () => 'Did the notice come back?',
  about: ({ page, policy, now }) => {
    const notice = returnableNotice(page.facts);
    if (notice?.mailedOn == null) return 'Only mail of ours that still stands can come back.';
    const today = policy && dayOf(now, policy.timeZone);
    const visit = today ? ` on ${dayIn(hangerDueOn(now, policy), today)}` : '';
    const mailed = today ? dayIn(notice.mailedOn, today) : longDay(notice.mailedOn);
    return `The notice mailed on ${mailed}. A crew leaves it at the door${visit}, and the water stays on until ${policy?.returnedMailHours ?? 48} hours after that.`;
  },
  confirm: 'It came back',
  start: () => ({}),
  Fields: () => <></>,
  judge: (_, { page }) => only(mayNoteReturned(page.facts)),
  send: posted('notices/returned'),
};

type V = { kind: string; how: string };

const KINDS: Readonly<Record<NoticeByHandKind, string>> = {
  disconnection: 'Disconnection notice',
  reminder: 'Reminder',
  tenant: 'Notice to the tenants',
};
const HOW = [
  { value: 'mailed', label: 'Mailed today' },
  { value: 'left', label: 'Left at the door, now' },
];
const kindOf = (text: string): NoticeByHandKind => NOTICES_BY_HAND.find((each) => each === text) ?? 'disconnection';

export function judgeNotice({ kind, how }: V, { page, policy, now }: Basis): Judged {
  const { value } = checked(noticeByHand, { kind, left: how === 'left' });
  const customer = { name: page.customer.name, address: page.premise.address };
  return only(policy && mayMailNotice(page.facts, kindOf(kind), customer, policy, now), value);
}

/** E.2.a.iii: the day that the notice gives. */
function payBySays({ kind }: V, { page, policy, now }: Basis): string {
  if (policy === null || kindOf(kind) !== 'disconnection') return '';
  const bill = leadingByHand(page.facts, billsByHand(page.facts, 'disconnection', policy, now));
  if (bill === null) return '';
  const by = noticePayBy(bill, page.facts, dayOf(now, policy.timeZone), policy);
  return `It asks for the money by ${momentIn(by, now, policy.timeZone)}.`;
}

function Fields({ values, change, basis }: FieldsProps<V>): VNode {
  const by = payBySays(values, basis);
  return (
    <>
      <div class="form-pair">
        <SelectField
          label="Notice"
          value={values.kind}
          options={NOTICES_BY_HAND.map((value) => ({ value, label: KINDS[value] }))}
          onValue={(kind) => change({ kind })}
        />
        <SelectField label="Sent" value={values.how} options={HOW} onValue={(how) => change({ how })} />
      </div>
      {by !== '' && (
        <p class="effect">
          {by} <ClauseTag clause="E.2.a.iii" />
        </p>
      )}
    </>
  );
}

/** E.2.a, E.3.a, C.1: a notice besides those of the clock. */
export const MAIL_NOTICE: RequestForm<V> = {
  title: (page) => `Send ${page.customer.name} a notice by hand?`,
  about: () => 'It goes out in every language of the city, and to whoever else is told. One of a kind goes out a day.',
  confirm: ({ how }) => (how === 'left' ? 'It was left' : 'Mail it'),
  start: ({ page, policy, now }) => {
    const customer = { name: page.customer.name, address: page.premise.address };
    const may = NOTICES_BY_HAND.find(
      (kind) => policy && mayMailNotice(page.facts, kind, customer, policy, now).granted,
    );
    return { kind: may ?? 'disconnection', how: 'mailed' };
  },
  Fields,
  judge: judgeNotice,
  send: async (api, accountId, judged, key, values) => {
    await posted('notices')(api, accountId, judged, key, values);
    return values.how === 'left' ? 'The notice was left at the door.' : 'The notice goes out with today’s mail.';
  },
};
