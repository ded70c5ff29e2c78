import { recallWords } from './words.ts';

describe('what a recall asks', () => {
  it('E.1 never offers to reopen what was to be opened, nor asks for a valve where none is turned', () => {
    expect(recallWords('off').answers.map(({ valve }) => valve)).toEqual(['open', 'closed']);
    expect(recallWords('on').answers[0]).toEqual({ valve: 'closed', says: 'Closed. I left it alone.' });
    expect(recallWords('on').answers.some(({ says }) => says.includes('no fee'))).toBe(false);
    expect(recallWords('none').answers).toHaveLength(1);
  });
});
