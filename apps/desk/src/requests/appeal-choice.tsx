import type { AccountPage } from '@curbstop/contracts';
import { appeals } from '@curbstop/contracts';
import { SelectField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { useLoaded } from '../load/use-loaded.ts';

export interface AppealChoiceProps {
  readonly page: AccountPage;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onValue: (appealId: string) => void;
}

/** What the customer said, from the record; nothing while it is not read yet. */
function Said({ page, appealId }: { page: AccountPage; appealId: string }): VNode | null {
  const { api } = useDesk();
  const { accountId } = page;
  const { data } = useLoaded(String(accountId), (signal) =>
    api.get(`/api/accounts/${accountId}/appeals`, appeals, { signal }),
  );
  const appeal = data?.appeals.find((each) => String(each.appealId) === appealId);
  if (!appeal) return null;
  return (
    <blockquote class="said">
      <p>{appeal.says}</p>
      {appeal.lateReason !== null && <p class="cs-small">Taken late: {appeal.lateReason}</p>}
    </blockquote>
  );
}

/** The appeal that a form is about, to choose where there are several, with what the customer said. */
export function AppealChoice({ page, value, options, onValue }: AppealChoiceProps): VNode {
  return (
    <>
      {options.length > 1 && <SelectField label="Appeal of" value={value} options={options} onValue={onValue} />}
      {value !== '' && <Said page={page} appealId={value} />}
    </>
  );
}
