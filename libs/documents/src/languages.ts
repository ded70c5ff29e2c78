import type { FaceName } from './fonts/faces.ts';

/** The languages that are shipped. A city adds one by a folder of messages. */
export const SHIPPED = ['en', 'es', 'zh-Hant', 'zh-Hans', 'tl', 'vi', 'ko'] as const;
export type Language = string;

/** The language's name in itself, as the other side of a paper names it. */
export const OWN_NAMES: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Español',
  'zh-Hant': '繁體中文',
  'zh-Hans': '简体中文',
  tl: 'Tagalog',
  vi: 'Tiếng Việt',
  ko: '한국어',
};

/** The law says "Chinese": it is printed in both ways of writing. Other codes are languages of their own. */
export function printedLanguages(codes: readonly string[], own: string): readonly Language[] {
  const ordered = [...codes].sort((a, b) => Number(b === own) - Number(a === own));
  return ordered.flatMap((code) => (code === 'zh' ? ['zh-Hant', 'zh-Hans'] : code === 'fil' ? ['tl'] : [code]));
}

/** The name of a language for Intl, which knows Tagalog as Filipino. */
export function localeOf(language: Language): string {
  return language === 'tl' ? 'fil' : language;
}

const HAN_FIRST: Readonly<Record<string, readonly FaceName[]>> = {
  'zh-Hans': ['latin', 'zh-Hans', 'zh-Hant', 'ko'],
  ko: ['latin', 'ko', 'zh-Hant', 'zh-Hans'],
};

/** The fonts in which a character of a language is looked up, the first that has it. */
export function facesOf(language: Language): readonly FaceName[] {
  return HAN_FIRST[language] ?? ['latin', 'zh-Hant', 'zh-Hans', 'ko'];
}
