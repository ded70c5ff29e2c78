import type { Me, TwoStepEnrollment } from '@curbstop/contracts';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from './components/button.tsx';
import { TextField } from './components/field.tsx';
import { DoorPage, Refused, SignOutButton, useAttempt } from './sign-in.tsx';
import type { Session } from './session.ts';

/** The code as a picture. The drawer is loaded when it is needed: few people ever see this page. */
function useQr(uri: string | null): string | null {
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    if (uri === null) return;
    let wanted = true;
    const draw = async (): Promise<void> => {
      const { renderSVG } = await import('uqr');
      if (wanted) setPicture(`data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { border: 2 }))}`);
    };
    // Without the picture the key below it is typed by hand.
    draw().catch((error: unknown) => console.error('The QR code could not be drawn.', error));
    return () => {
      wanted = false;
    };
  }, [uri]);
  return picture;
}

/** Sets up the second step: scan, type a code back, keep the recovery codes. `onDone` after the codes were read. */
export function TwoStepSetUp({ session, onDone }: { session: Session; onDone: () => void }): VNode {
  const [enrollment, setEnrollment] = useState<TwoStepEnrollment | null>(null);
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const attempt = useAttempt();
  const qr = useQr(enrollment?.uri ?? null);
  if (codes !== null)
    return (
      <div class="cs-door-form">
        <p>
          Two-step sign-in is on. Keep these recovery codes where you keep your keys: each signs you in once when your
          phone is lost. They are not shown again.
        </p>
        <ul class="cs-codes" aria-label="Recovery codes">
          {codes.map((each) => (
            <li key={each}>
              <code>{each}</code>
            </li>
          ))}
        </ul>
        <Button kind="primary" wide onClick={onDone}>
          I have kept them
        </Button>
      </div>
    );
  if (enrollment === null)
    return (
      <div class="cs-door-form">
        <p class="cs-muted">
          After your password, a code from an authenticator app on your phone signs you in. Someone who learns your
          password can do nothing with it.
        </p>
        <Refused error={attempt.error} />
        <Button
          kind="primary"
          wide
          busy={attempt.busy}
          onClick={() => attempt.run(async () => setEnrollment(await session.beginTwoStep()))}
        >
          Set up two-step sign-in
        </Button>
      </div>
    );
  const confirm = (event: Event): void => {
    event.preventDefault();
    attempt.run(async () => setCodes(await session.confirmTwoStep(code)));
  };
  return (
    <form class="cs-door-form" onSubmit={confirm} noValidate>
      <p>Scan this with your authenticator app, then enter the code it shows.</p>
      {qr !== null && <img class="cs-qr" src={qr} alt="QR code for your authenticator app" width="200" height="200" />}
      <p class="cs-small cs-muted">
        Can't scan it? Enter this key: <code>{enrollment.secret.replaceAll(/(.{4})/g, '$1 ').trim()}</code>
      </p>
      <TextField
        label="Code"
        name="code"
        autocomplete="one-time-code"
        inputMode="numeric"
        autofocus
        value={code}
        onValue={setCode}
      />
      <Refused error={attempt.error} />
      <Button type="submit" kind="primary" wide busy={attempt.busy}>
        Turn on
      </Button>
    </form>
  );
}

/** Turns the second step off, with the password. */
export function TwoStepEnd({ session, onDone }: { session: Session; onDone: () => void }): VNode {
  const [password, setPassword] = useState('');
  const attempt = useAttempt();
  const submit = (event: Event): void => {
    event.preventDefault();
    attempt.run(async () => {
      await session.endTwoStep(password);
      onDone();
    });
  };
  return (
    <form class="cs-door-form" onSubmit={submit} noValidate>
      <p class="cs-muted">Two-step sign-in is on. Turn it off to set up another phone.</p>
      <TextField
        label="Password"
        name="password"
        type="password"
        autocomplete="current-password"
        value={password}
        onValue={setPassword}
      />
      <Refused error={attempt.error} />
      <Button type="submit" kind="danger" wide busy={attempt.busy}>
        Turn off two-step sign-in
      </Button>
    </form>
  );
}

/** One's own second step, for who may choose: as it stands, and the way to the other. */
export function OwnTwoStep({ session, me }: { session: Session; me: Me }): VNode {
  // Turned over by this page alone: an answer from elsewhere would take the recovery codes away before they are read.
  const [on, setOn] = useState(me.twoStep);
  const onSetUp = (): void => {
    setOn(true);
    void session.ask();
  };
  return on ? (
    <TwoStepEnd session={session} onDone={() => setOn(false)} />
  ) : (
    <TwoStepSetUp session={session} onDone={onSetUp} />
  );
}

/** The city asks a second step of this role: nothing else works until it is set up. */
export function TwoStepPage({ session, place, me }: { session: Session; place: string; me: Me }): VNode {
  return (
    <DoorPage title="Set up two-step sign-in" place={place}>
      <p class="cs-muted">{me.name}, your city asks for it before you go on.</p>
      <TwoStepSetUp session={session} onDone={() => void session.ask()} />
      <SignOutButton session={session} />
    </DoorPage>
  );
}
