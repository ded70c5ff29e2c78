import { linesOf } from './line-break.ts';
import { shape, widthOf } from './text.ts';

/** The lines of a text of size 10 in so many points. */
function lines(text: string, language: string, width: number): string[] {
  const shaped = shape({ text }, language);
  const found = linesOf(shaped, width * 100);
  for (const line of found) expect(widthOf(line, 10)).toBeLessThanOrEqual(width + 0.01);
  return found.map((line) => line.map(({ character }) => character).join(''));
}

describe('lines', () => {
  it('end at spaces', () => {
    expect(lines('Pay it by the day named', 'en', 60)).toEqual(['Pay it by the', 'day named']);
  });

  it('of Chinese end anywhere but before a mark that closes, and after one that opens', () => {
    const text = '請在預定停水日之前以書面申請（最長十四天），其後恢復供水須另付費用。';
    for (let width = 30; width < 200; width += 7)
      for (const line of lines(text, 'zh-Hant', width)) {
        expect(line).not.toMatch(/^[，。）]/);
        expect(line).not.toMatch(/（$/);
      }
  });

  it('of Chinese keep a date together with its numbers', () => {
    for (let width = 80; width < 200; width += 7)
      expect(lines('您可在 2026年3月14日 之前就滯納金申訴', 'zh-Hant', width).join('\n')).not.toMatch(
        /\d\n|[年月]\n\d/,
      );
  });

  it('of Korean end at spaces, and inside a word only where it is longer than the line', () => {
    expect(lines('수도 공급이 중단될 수 있습니다', 'ko', 60)).toEqual(['수도 공급이', '중단될 수', '있습니다']);
    expect(lines('수도공급중단통지서비스', 'ko', 40).join('')).toBe('수도공급중단통지서비스');
  });

  it('lose nothing of what has no space', () => {
    const long = '2026/01/15-2026/03/16/'.repeat(4);
    expect(lines(long, 'en', 80).join('')).toBe(long);
  });

  it('keep an amount in one piece', () => {
    expect(lines('付$999,999.99', 'zh-Hans', 66)).toEqual(['付', '$999,999.99']);
  });
});
