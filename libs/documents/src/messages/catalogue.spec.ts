import { SHIPPED, facesOf } from '../languages.ts';
import { faceOf } from '../fonts/faces.ts';
import { MissingMessage, catalogueOf, readMessages, translatedLanguages } from './catalogue.ts';
import { wordsOf } from './words.ts';
import { clockTime, day, instant } from '@curbstop/policy';

const english = readMessages('en');
const named = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name ?? ''))].sort();
/** What a language needs beyond the values of a message: the hour for an article, its parts, the time of day. */
const OWN = new Set(['hour', 'la', 'las', 'period']);

describe('the messages', () => {
  it('are there in every language that is shipped', () => {
    expect(translatedLanguages()).toEqual([...SHIPPED].sort());
  });

  it.each(SHIPPED.map((language) => [language]))(
    '%s: each message of English, and no other, with the same values',
    (language) => {
      const messages = readMessages(language);
      expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
      const different = [...english].filter(([key, { text }]) => {
        const own = named(messages.get(key)?.text ?? '').filter((name) => !OWN.has(name));
        const of = named(text).filter((name) => !OWN.has(name));
        return JSON.stringify(own) !== JSON.stringify(of);
      });
      expect(different.map(([key]) => key)).toEqual([]);
    },
  );

  it.each(SHIPPED.map((language) => [language]))(
    '%s: each can be formatted, and no brace or tag is left',
    (language) => {
      const catalogue = catalogueOf(language);
      for (const [key, { text }] of readMessages(language)) {
        const values = Object.fromEntries(named(text).map((name) => [name, name === 'period' ? 'day' : 7]));
        const made = catalogue.text(key, values);
        expect([key, made]).toEqual([key, expect.not.stringMatching(/[{}<>]/)]);
      }
    },
  );

  it.each(SHIPPED.map((language) => [language]))(
    '%s: each character is in the fonts, also as it is written',
    (language) => {
      const missing = new Set<string>();
      for (const { text } of readMessages(language).values())
        for (const character of text.normalize('NFC')) {
          const codePoint = character.codePointAt(0) ?? 0;
          if (!facesOf(language).some((face) => faceOf(face, 'regular').glyphOf(codePoint))) missing.add(character);
        }
      expect([...missing]).toEqual([]);
    },
  );

  it('that does not exist is refused by name', () => {
    expect(() => catalogueOf('vi').text('notice.nothing')).toThrow(new MissingMessage('vi', 'notice.nothing'));
    expect(() => catalogueOf('fr')).toThrow(MissingMessage);
  });
});

describe('days and hours', () => {
  const at = instant(Date.parse('2026-03-16T17:00:00-07:00'));
  it.each([
    ['en', '5:00 p.m., Monday, March 16, 2026'],
    ['es', 'las 5:00 p. m. del lunes, 16 de marzo de 2026'],
    ['zh-Hant', '2026年3月16日 星期一下午5:00'],
    ['zh-Hans', '2026年3月16日星期一下午5:00'],
    ['tl', '5:00 p.m., Lunes, Marso 16, 2026'],
    ['vi', '5:00 chiều, Thứ Hai, 16 tháng 3, 2026'],
    ['ko', '2026년 3월 16일 월요일 오후 5:00'],
  ])('%s', (language, expected) => {
    expect(wordsOf(language, 'America/Los_Angeles').moment(at)).toBe(expected);
  });

  it('noon and midnight are named, since a.m. and p.m. of twelve are read both ways', () => {
    const words = wordsOf('en', 'America/Los_Angeles');
    expect([clockTime('12:00'), clockTime('00:00'), clockTime('12:01')].map((time) => words.time(time))).toEqual([
      '12:00 noon',
      '12:00 midnight',
      '12:01 p.m.',
    ]);
    expect(words.day(day('2026-12-31'))).toBe('December 31, 2026');
  });
});
