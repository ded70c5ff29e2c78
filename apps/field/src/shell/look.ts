import { startTheme } from '@curbstop/ui';
import type { Theme, ThemeSwitch } from '@curbstop/ui';

/** The theme a crew chose, kept on the tablet; sunlight until it chooses. */
export interface Look {
  readonly theme: ThemeSwitch['theme'];
  choose(theme: Theme): void;
}

const KEY = 'curbstop.field.theme';
const isTheme = (text: string | null): text is Theme => text === 'light' || text === 'sun' || text === 'dark';

export function startLook(store: Pick<Storage, 'getItem' | 'setItem'>): Look {
  const kept = store.getItem(KEY);
  const { theme, choose } = startTheme(isTheme(kept) ? kept : 'sun');
  return {
    theme,
    choose(next) {
      store.setItem(KEY, next);
      choose(next);
    },
  };
}
