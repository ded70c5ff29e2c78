import { oneTimePassword, ROLES } from '@curbstop/contracts';
import type { Role, StaffAccount, StaffList } from '@curbstop/contracts';
import { CheckField, Dialog, Problem, roleWord, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { z } from 'zod';
import { useDesk } from '../desk.ts';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';

interface Closing {
  readonly onClose: () => void;
  /** The server took it. */
  readonly onDone: () => void;
}

/** What is wrong with which field, as the server said it. */
function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Problem)) return {};
  return Object.fromEntries(error.fields.map(({ field, says }) => [field, says]));
}

function RoleChoice({
  roles,
  error,
  onRoles,
}: {
  roles: readonly Role[];
  error: string | undefined;
  onRoles: (roles: readonly Role[]) => void;
}): VNode {
  return (
    <fieldset class="form staff-roles">
      <legend>Roles</legend>
      {ROLES.map((role) => (
        <CheckField
          key={role}
          label={roleWord(role)}
          checked={roles.includes(role)}
          onChecked={(checked) => onRoles(checked ? [...roles, role] : roles.filter((each) => each !== role))}
        />
      ))}
      {error !== undefined && (
        <p class="cs-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function CrewChoice({
  crews,
  crewId,
  error,
  onCrew,
}: {
  crews: StaffList['crews'];
  crewId: number | null;
  error: string | undefined;
  onCrew: (crewId: number | null) => void;
}): VNode {
  return (
    <SelectField
      label="Crew they drive with"
      value={crewId === null ? '' : String(crewId)}
      options={[
        { value: '', label: 'None' },
        ...crews.map((crew) => ({ value: String(crew.crewId), label: crew.name })),
      ]}
      onValue={(value) => onCrew(value === '' ? null : Number(value))}
      error={error ?? null}
    />
  );
}

/** The one time that a one-time password is seen. */
export function PasswordShown({
  name,
  password,
  onClose,
}: {
  name: string;
  password: string;
  onClose: () => void;
}): VNode {
  return (
    <Dialog open title={`One-time password of ${name}`} cancel="Done" onClose={onClose}>
      <p>Read it out or hand it over. It is not shown again, and opens nothing but the choice of an own password.</p>
      <p>
        <code class="cs-strong">{password}</code>
      </p>
    </Dialog>
  );
}

/** Someone new. */
export function AddDialog({
  crews,
  onClose,
  onAdded,
}: {
  crews: StaffList['crews'];
  onClose: () => void;
  onAdded: (name: string, password: string) => void;
}): VNode {
  const { api } = useDesk();
  const [username, setUsername] = useState('');
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [crewId, setCrewId] = useState<number | null>(null);
  const deed = useDeed();
  const wrong = fieldErrors(deed.error);
  const send = (): void =>
    deed.run(async () => {
      const { password } = await api.post('/api/staff', { username, name, roles, crewId }, oneTimePassword);
      onAdded(name, password);
    });
  return (
    <Dialog open title="Add someone?" confirm="Add" busy={deed.busy} onConfirm={send} onClose={onClose}>
      <fieldset class="form" disabled={deed.busy}>
        <legend class="cs-unseen">Who they are</legend>
        <TextField
          label="User name"
          value={username}
          onValue={setUsername}
          autocomplete="off"
          error={wrong['username'] ?? null}
        />
        <TextField label="Name" value={name} onValue={setName} autocomplete="off" error={wrong['name'] ?? null} />
        <RoleChoice roles={roles} error={wrong['roles']} onRoles={setRoles} />
        <CrewChoice crews={crews} crewId={crewId} error={wrong['crewId']} onCrew={setCrewId} />
      </fieldset>
      <Trouble
        error={deed.error}
        unknown="If the name is in the list now, reset the password: the first one was not shown."
      />
    </Dialog>
  );
}

/** Name, roles, crew, and whether they may sign in. */
export function ChangeDialog({
  member,
  crews,
  onClose,
  onDone,
}: Closing & { member: StaffAccount; crews: StaffList['crews'] }): VNode {
  const { api } = useDesk();
  const [name, setName] = useState(member.name);
  const [roles, setRoles] = useState<readonly Role[]>(member.roles);
  const [crewId, setCrewId] = useState(member.crewId);
  const [enabled, setEnabled] = useState(member.enabled);
  const deed = useDeed();
  const wrong = fieldErrors(deed.error);
  const send = (): void =>
    deed.run(async () => {
      const change = { name, roles, crewId, enabled, version: member.version };
      await api.post(`/api/staff/${member.staffId}`, change, z.unknown());
      onDone();
      onClose();
    });
  return (
    <Dialog open title={`Change ${member.name}?`} confirm="Save" busy={deed.busy} onConfirm={send} onClose={onClose}>
      <fieldset class="form" disabled={deed.busy}>
        <legend class="cs-unseen">Who they are</legend>
        <TextField label="Name" value={name} onValue={setName} autocomplete="off" error={wrong['name'] ?? null} />
        <RoleChoice roles={roles} error={wrong['roles']} onRoles={setRoles} />
        <CrewChoice crews={crews} crewId={crewId} error={wrong['crewId']} onCrew={setCrewId} />
        <CheckField label="May sign in" checked={enabled} onChecked={setEnabled} />
      </fieldset>
      <p class="cs-muted cs-small">A change signs them out everywhere. What they did stays under their name.</p>
      <Trouble error={deed.error} unknown="Look at the list: a change that is there was saved." />
    </Dialog>
  );
}

/** A one-time password in place of a forgotten one. */
export function ResetDialog({
  member,
  onClose,
  onReset,
}: {
  member: StaffAccount;
  onClose: () => void;
  onReset: (name: string, password: string) => void;
}): VNode {
  const { api } = useDesk();
  const deed = useDeed();
  const send = (): void =>
    deed.run(async () => {
      const path = `/api/staff/${member.staffId}/password`;
      const { password } = await api.post(path, { version: member.version }, oneTimePassword);
      onReset(member.name, password);
    });
  return (
    <Dialog
      open
      title={`Reset the password of ${member.name}?`}
      confirm="Reset password"
      busy={deed.busy}
      onConfirm={send}
      onClose={onClose}
    >
      <p>They are signed out everywhere and get a one-time password. Make sure that it is they who ask.</p>
      <Trouble error={deed.error} unknown="Reset it again: only the newest one-time password works." />
    </Dialog>
  );
}

/** For who lost the phone and the recovery codes. */
export function ResetTwoStepDialog({ member, onClose, onDone }: Closing & { member: StaffAccount }): VNode {
  const { api } = useDesk();
  const deed = useDeed();
  const send = (): void =>
    deed.run(async () => {
      await api.post(`/api/staff/${member.staffId}/two-step/reset`, { version: member.version }, z.unknown());
      onDone();
      onClose();
    });
  return (
    <Dialog
      open
      title={`Turn off two-step sign-in of ${member.name}?`}
      confirm="Turn off"
      danger
      busy={deed.busy}
      onConfirm={send}
      onClose={onClose}
    >
      <p>Until they set it up again, the password alone signs them in. Make sure that it is they who ask.</p>
      <Trouble error={deed.error} unknown="Look at the list before you try again." />
    </Dialog>
  );
}
