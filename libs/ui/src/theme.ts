import { observable } from './observable.ts';
import type { Observable } from './observable.ts';

/** The three looks. `sun` is for daylight on a tablet: black on white, thick lines. */
export type Theme = 'light' | 'sun' | 'dark';
/** What a person may choose; `auto` follows the device's contrast and colour scheme. */
export type ThemeChoice = Theme | 'auto';

const THEMES: readonly Theme[] = ['light', 'sun', 'dark'];

/** More contrast asked for wins over dark asked for: it is a need, the other a taste. */
export function themeFor(choice: ThemeChoice, asks: { moreContrast: boolean; dark: boolean }): Theme {
  if (choice !== 'auto') return choice;
  if (asks.moreContrast) return 'sun';
  return asks.dark ? 'dark' : 'light';
}

export interface ThemeSwitch {
  /** The look now shown; map layers follow it. */
  readonly theme: Observable<Theme>;
  choose(choice: ThemeChoice): void;
}

/** Puts the theme's class on `<html>` and follows the device while the choice is `auto`. One per app. */
export function startTheme(choice: ThemeChoice = 'auto'): ThemeSwitch {
  const contrast = matchMedia('(prefers-contrast: more)');
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  let chosen = choice;
  const resolve = (): Theme => themeFor(chosen, { moreContrast: contrast.matches, dark: scheme.matches });
  const theme = observable<Theme>(resolve());
  const apply = (): void => {
    const next = resolve();
    document.documentElement.classList.remove(...THEMES);
    document.documentElement.classList.add(next);
    theme.set(next);
  };
  contrast.addEventListener('change', apply);
  scheme.addEventListener('change', apply);
  apply();
  return {
    theme,
    choose(next) {
      chosen = next;
      apply();
    },
  };
}
