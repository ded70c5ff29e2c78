import type { AccountPage } from '@curbstop/contracts';
import type { OfficeRequest } from '@curbstop/policy';
import { Dialog } from '@curbstop/ui';
import type { Refusal } from '@curbstop/ui';
import type { VNode } from 'preact';
import { Trouble } from '../load/trouble.tsx';
import { Unanswered } from '../load/unanswered.tsx';
import { useWayOut } from '../payment/use-way-out.ts';
import type { RequestForm, Values } from './form.ts';
import { useRequest } from './use-request.ts';
import type { RequestSteps } from './use-request.ts';
import { Verdict } from './verdict.tsx';

/** What every request's dialog is given. */
export interface DialogProps {
  readonly request: OfficeRequest;
  readonly page: AccountPage;
  readonly onClose: () => void;
  /** The server took it: what is shown is to be read again. */
  readonly onDone: () => void;
}

function Done({ says }: { says: string }): VNode {
  const box = useWayOut();
  return (
    <div class="receipt" role="status" ref={box}>
      <p>{says}</p>
    </div>
  );
}

/** Why it cannot be sent now; null when it can. */
export function lockOf<V extends Values>({ stage, online, judged }: RequestSteps<V>): Refusal | null {
  if (!online) return { reason: 'No network. Nothing is sent; what you typed is kept here.' };
  if (stage.name === 'unknown' || judged.answer === null || judged.answer.granted) return null;
  return { reason: 'The policy refuses it.', clauses: judged.answer.clauses };
}

/** What the policy says so far, or what the server said. */
export function State<V extends Values>({ steps }: { steps: RequestSteps<V> }): VNode {
  const { stage, judged, refused, basis, online } = steps;
  if (stage.name === 'unknown') return <Unanswered what="this was done" why={stage.why} />;
  if (refused)
    return (
      <>
        <Trouble error={refused} />
        {refused.code === 'refused' && <p class="cs-small">The refusal is on record, with what was asked.</p>}
      </>
    );
  const record = online && stage.name === 'filling' ? { onRecord: steps.send } : {};
  return <Verdict answer={judged.answer} known={basis.policy !== null} {...record} />;
}

/** A request of the office: its fields, what the policy says to them as they are, and what the server answered. */
export function RequestDialog<V extends Values>({
  form,
  request,
  page,
  onClose,
  onDone,
}: DialogProps & { readonly form: RequestForm<V> }): VNode {
  const steps = useRequest(request, form, page, { onDone, onClose });
  const { stage, values, basis, errors, change } = steps;
  if (stage.name === 'done') {
    return (
      <Dialog open title="Done" cancel="Close" onClose={onClose}>
        <Done says={stage.says} />
      </Dialog>
    );
  }
  const verb = typeof form.confirm === 'string' ? form.confirm : form.confirm(values);
  return (
    <Dialog
      open
      wide={form.wide ?? false}
      title={form.title(page)}
      confirm={stage.name === 'unknown' ? 'Send the same again' : verb}
      refused={lockOf(steps)}
      busy={stage.name === 'sending'}
      onConfirm={steps.send}
      onClose={steps.leave}
    >
      <p>{form.about(basis)}</p>
      {steps.found && stage.name === 'filling' && <p class="cs-small">What you typed before is here again.</p>}
      <fieldset class="form" disabled={stage.name !== 'filling'}>
        <legend class="cs-unseen">{verb}</legend>
        <form.Fields values={values} errors={errors} change={change} basis={basis} />
      </fieldset>
      <State steps={steps} />
    </Dialog>
  );
}
