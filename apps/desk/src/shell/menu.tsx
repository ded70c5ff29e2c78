import type { Me } from '@curbstop/contracts';
import { Button, roleWord, SignOutButton, useObservable } from '@curbstop/ui';
import type { Session, Theme, ThemeSwitch } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { hrefOf } from '../routes.ts';

const LOOKS: readonly { readonly theme: Theme; readonly says: string }[] = [
  { theme: 'light', says: 'Light' },
  { theme: 'dark', says: 'Dark' },
  { theme: 'sun', says: 'High contrast' },
];

/** Who is signed in; opened, the look of the screen and the way out. */
export function Menu({ me, session, themes }: { me: Me; session: Session; themes: ThemeSwitch }): VNode {
  const box = useRef<HTMLDetailsElement>(null);
  const theme = useObservable(themes.theme);
  useEffect(() => {
    const close = (event: Event): void => {
      const menu = box.current;
      if (!menu?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        menu.open = false;
        menu.querySelector('summary')?.focus();
      } else if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    };
    document.addEventListener('keydown', close);
    document.addEventListener('pointerdown', close);
    return () => {
      document.removeEventListener('keydown', close);
      document.removeEventListener('pointerdown', close);
    };
  }, []);
  return (
    <details class="menu" ref={box}>
      <summary>
        {me.name}, {me.roles.map(roleWord).join(', ')}
      </summary>
      <div class="cs-card menu-sheet">
        <p class="cs-muted cs-small">Signed in as {me.username}</p>
        <div class="cs-segments" role="group" aria-label="Look of the screen">
          {LOOKS.map((look) => (
            <Button
              key={look.theme}
              size="small"
              pressed={theme === look.theme}
              onClick={() => themes.choose(look.theme)}
            >
              {look.says}
            </Button>
          ))}
        </div>
        <a href={hrefOf({ name: 'two-step' })}>Two-step sign-in: {me.twoStep ? 'on' : 'off'}</a>
        <SignOutButton session={session} />
      </div>
    </details>
  );
}
