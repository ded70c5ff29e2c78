import { staffList } from '@curbstop/contracts';
import type { StaffAccount } from '@curbstop/contracts';
import { Button, Chip, cityFormats, Empty, roleWord, Table, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import { useDialog } from '../shell/use-dialog.ts';
import { AddDialog, ChangeDialog, PasswordShown, ResetDialog, ResetTwoStepDialog } from './staff-dialogs.tsx';

type Ask = { readonly of: 'change' | 'password' | 'two-step'; readonly member: StaffAccount } | { readonly of: 'add' };

/** Who may sign in, as what; an administrator's page. */
export function StaffScreen(): VNode {
  const { api, clock } = useDesk();
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const [version, setVersion] = useState(0);
  const people = useLoaded(String(version), (signal) => api.get('/api/staff', staffList, { signal }));
  const ask = useDialog<Ask>();
  const password = useDialog<{ readonly name: string; readonly password: string }>();
  const changed = (): void => setVersion((before) => before + 1);
  const showPassword = (name: string, shown: string): void => {
    ask.close();
    changed();
    password.open({ name, password: shown });
  };
  const asked = ask.shown;
  return (
    <>
      <div class="page-top">
        <h1 class="page-head">Staff</h1>
        <span class="page-end">
          <Button kind="primary" onClick={() => ask.open({ of: 'add' })}>
            Add someone
          </Button>
        </span>
      </div>
      <LoadedView of={people} what="the staff">
        {({ staff, crews }) => (
          <>
            <section class="cs-card lined">
              <h2 class="card-head">Who may sign in</h2>
              <Table
                caption="Staff"
                rows={staff}
                keyOf={(member) => member.staffId}
                empty={<Empty title="Nobody yet">Add someone.</Empty>}
                columns={[
                  {
                    key: 'name',
                    head: 'Name',
                    cell: (member) => (
                      <>
                        {member.name} <span class="cs-muted cs-small">{member.username}</span>
                      </>
                    ),
                  },
                  {
                    key: 'roles',
                    head: 'Roles',
                    cell: (member) => (
                      <>
                        {member.roles.map(roleWord).join(', ')}
                        {member.crew !== null && <span class="cs-muted cs-small">Crew of {member.crew}</span>}
                      </>
                    ),
                  },
                  {
                    key: 'state',
                    head: 'State',
                    cell: (member) => (
                      <>
                        {!member.enabled && <Chip tone="warn">Disabled</Chip>}
                        {member.enabled && member.mustChangePassword && <Chip>One-time password</Chip>}
                        {member.twoStep && <Chip tone="ok">Two-step</Chip>}
                      </>
                    ),
                  },
                  {
                    key: 'last',
                    head: 'Last sign-in',
                    cell: (member) =>
                      member.lastSignedInAt === null ? 'Never' : formats.dayTime(member.lastSignedInAt),
                  },
                  {
                    key: 'actions',
                    head: <span class="cs-unseen">Actions</span>,
                    cell: (member) => (
                      <span class="small-actions">
                        <Button
                          size="small"
                          label={`Change ${member.name}`}
                          onClick={() => ask.open({ of: 'change', member })}
                        >
                          Change
                        </Button>
                        <Button
                          size="small"
                          label={`Reset the password of ${member.name}`}
                          onClick={() => ask.open({ of: 'password', member })}
                        >
                          Reset password
                        </Button>
                        {member.twoStep && (
                          <Button
                            size="small"
                            label={`Turn off two-step sign-in of ${member.name}`}
                            onClick={() => ask.open({ of: 'two-step', member })}
                          >
                            Reset two-step
                          </Button>
                        )}
                      </span>
                    ),
                  },
                ]}
              />
            </section>
            {asked?.of === 'add' && <AddDialog crews={crews} onClose={ask.close} onAdded={showPassword} />}
            {asked?.of === 'change' && (
              <ChangeDialog member={asked.member} crews={crews} onClose={ask.close} onDone={changed} />
            )}
            {asked?.of === 'password' && (
              <ResetDialog member={asked.member} onClose={ask.close} onReset={showPassword} />
            )}
            {asked?.of === 'two-step' && (
              <ResetTwoStepDialog member={asked.member} onClose={ask.close} onDone={changed} />
            )}
          </>
        )}
      </LoadedView>
      {password.shown && <PasswordShown {...password.shown} onClose={password.close} />}
    </>
  );
}
