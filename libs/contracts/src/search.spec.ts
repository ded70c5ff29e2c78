import { foldText, searchTerms } from './search.ts';

describe('text is compared', () => {
  it.each([
    ['Nuñez', 'nunez'],
    ['Nun\u0303ez', 'nunez'],
    ['GARCÍA', 'garcia'],
    ['Weiß', 'weiss'],
    ['WEIẞ', 'weiss'],
    ['Łukasz', 'lukasz'],
    ['Sørensen', 'sorensen'],
    ['Nguyễn Thị Đào', 'nguyen thi dao'],
    ['Ærø', 'aero'],
    ['İpek Yıldız', 'ipek yildiz'],
    ['ＡＢＣ１２３', 'abc123'],
    ['Ｏﬃce', 'office'],
  ])('%s as %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});

describe('a query looks for', () => {
  it.each([
    ['calloway ines', ['calloway', 'ines']],
    ['(707) 555-0134', ['7075550134']],
    ['3040 0000 001', ['30400000001']],
    ['14 larch', ['14', 'larch']],
    ['Smith-Jones', ['smithjones']],
    ['ines@example.com', ['inesexamplecom']],
    [' - ', []],
  ])('%j', (query, wholes) => {
    expect(searchTerms(query).map((term) => term.whole)).toEqual(wholes);
  });
  it('a number with gaps as one, or each part of it', () => {
    expect(searchTerms('4100 00')).toEqual([{ whole: '410000', parts: ['4100', '00'] }]);
  });
});
