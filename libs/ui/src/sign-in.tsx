import { changePassword as changePasswordBody, signIn as signInBody } from '@curbstop/contracts';
import type { Me, Role, SignIn } from '@curbstop/contracts';
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from './components/button.tsx';
import { TextField } from './components/field.tsx';
import { Icon } from './components/icon.tsx';
import { Brand } from './components/mark.tsx';
import { NoAnswer, Problem } from './problem.ts';
import { roleWord } from './session.ts';
import type { Session } from './session.ts';

/** The page that stands in for an app until its user is known. */
export function DoorPage({
  title,
  place,
  children,
}: {
  title: string;
  place: string;
  children: ComponentChildren;
}): VNode {
  return (
    <main class="cs-door">
      <div class="cs-card">
        <p class="cs-door-place">
          <Brand /> <span class="cs-muted">{place}</span>
        </p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

function sayWhy(error: unknown): string {
  if (error instanceof Problem) return error.detail ?? `${error.title}.`;
  if (error instanceof NoAnswer) return `${error.message} Nothing was sent on; try again.`;
  return `The answer could not be read. ${error instanceof Error ? error.message : String(error)}`;
}

export interface Attempt {
  readonly busy: boolean;
  readonly error: string | null;
  run(deed: () => Promise<void>): void;
}

export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  return {
    busy,
    error,
    run(deed) {
      if (busy) return;
      setBusy(true);
      setError(null);
      const settle = async (): Promise<void> => {
        try {
          await deed();
        } catch (reason) {
          setError(sayWhy(reason));
        } finally {
          setBusy(false);
        }
      };
      void settle();
    },
  };
}

export function Refused({ error }: { error: string | null }): VNode {
  return (
    <div role="alert" class="cs-error">
      {error !== null && (
        <>
          <Icon name="warning" /> {error}
        </>
      )}
    </div>
  );
}

/** Name and password, then the code of the second step where one is set up. Pasting and password managers work. */
export function SignInPage({ session, place }: { session: Session; place: string }): VNode {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const attempt = useAttempt();
  const send = async (given: SignIn): Promise<void> => {
    try {
      await session.signIn(given.username, given.password, given.code);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'code-needed') throw error;
      // Asked for the first time it is no error: the page only goes on to its second step.
      if (code !== null) throw error;
      setCode('');
    }
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const given = signInBody.safeParse({ username, password, ...(code !== null && { code }) });
    setWrong(
      given.success
        ? {}
        : Object.fromEntries(given.error.issues.map((issue) => [String(issue.path[0]), issue.message])),
    );
    if (given.success) attempt.run(() => send(given.data));
  };
  if (code !== null)
    return (
      <DoorPage title="Enter your code" place={place}>
        <p class="cs-muted">Open your authenticator app and enter the six digits for Curbstop.</p>
        <form class="cs-door-form" onSubmit={submit} noValidate>
          <TextField
            label="Code"
            name="code"
            autocomplete="one-time-code"
            autofocus
            hint="No phone? Enter one of your recovery codes."
            value={code}
            onValue={setCode}
            error={wrong['code'] ?? null}
          />
          <Refused error={attempt.error} />
          <Button type="submit" kind="primary" wide busy={attempt.busy}>
            Sign in
          </Button>
          <Button
            kind="plain"
            wide
            onClick={() => {
              setCode(null);
              setPassword('');
            }}
          >
            Back
          </Button>
        </form>
      </DoorPage>
    );
  return (
    <DoorPage title="Sign in" place={place}>
      <form class="cs-door-form" onSubmit={submit} noValidate>
        <TextField
          label="User name"
          name="username"
          autocomplete="username"
          autofocus
          value={username}
          onValue={setUsername}
          error={wrong['username'] ?? null}
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
          error={wrong['password'] ?? null}
        />
        <Refused error={attempt.error} />
        <Button type="submit" kind="primary" wide busy={attempt.busy}>
          Sign in
        </Button>
      </form>
    </DoorPage>
  );
}

/** A one-time password was used: nothing else works until it is changed. */
export function ChangePasswordPage({ session, place, me }: { session: Session; place: string; me: Me }): VNode {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const attempt = useAttempt();
  const submit = (event: Event): void => {
    event.preventDefault();
    const given = changePasswordBody.safeParse({ current, next });
    setWrong(
      given.success
        ? {}
        : Object.fromEntries(given.error.issues.map((issue) => [String(issue.path[0]), issue.message])),
    );
    if (given.success) attempt.run(() => session.changePassword(current, next));
  };
  return (
    <DoorPage title="Choose your own password" place={place}>
      <p class="cs-muted">{me.name} is signed in with a one-time password. It opens nothing but this page.</p>
      <form class="cs-door-form" onSubmit={submit} noValidate>
        <input type="text" name="username" autocomplete="username" value={me.username} readOnly hidden />
        <TextField
          label="One-time password"
          type="password"
          autocomplete="current-password"
          autofocus
          value={current}
          onValue={setCurrent}
          error={wrong['current'] ?? null}
        />
        <TextField
          label="New password"
          hint="At least 12 characters."
          type="password"
          autocomplete="new-password"
          value={next}
          onValue={setNext}
          error={wrong['next'] ?? null}
        />
        <Refused error={attempt.error} />
        <Button type="submit" kind="primary" wide busy={attempt.busy}>
          Change password
        </Button>
        <SignOutButton session={session} />
      </form>
    </DoorPage>
  );
}

/** Signed in, but this app is for others. */
export function WrongRolePage({
  session,
  place,
  me,
  needs,
}: {
  session: Session;
  place: string;
  me: Me;
  needs: readonly Role[];
}): VNode {
  const has = me.roles.map(roleWord).join(', ');
  return (
    <DoorPage title="This screen needs another role" place={place}>
      <p class="cs-muted">
        {me.name} is signed in as {has === '' ? 'nobody in particular' : has}. {place} is for:{' '}
        {needs.map(roleWord).join(', ')}.
      </p>
      <div class="cs-door-form">
        <SignOutButton session={session} />
      </div>
    </DoorPage>
  );
}

/** Signs out and says so when the server could not be told. */
export function SignOutButton({ session, quiet = false }: { session: Session; quiet?: boolean }): VNode {
  const attempt = useAttempt();
  return (
    <>
      <Button kind={quiet ? 'quiet' : 'plain'} busy={attempt.busy} onClick={() => attempt.run(() => session.signOut())}>
        Sign out
      </Button>
      <Refused error={attempt.error} />
    </>
  );
}
