import { dial, dialKey } from './dial.js';
const shape = { digits: 4, decimals: 2 };
const type = (keys, start = '') => [...keys].reduce((value, key) => dial(value, key, shape), start);
describe('the dial pad', () => {
    it('takes digits, a point, and decimals as the meter has them', () => expect(type('0418.73')).toBe('0418.73'));
    it('takes no fifth digit and no third decimal', () => expect(type('04187.739')).toBe('0418.73'));
    it('takes one point, and none first', () => expect(type('.4..1')).toBe('4.1'));
    it('has no point on a dial without decimals', () => expect(dial('41', '.', { digits: 4, decimals: 0 })).toBe('41'));
    it('erases the last and clears all', () => {
        expect(dial('41.', 'erase', shape)).toBe('41');
        expect(dial('', 'erase', shape)).toBe('');
        expect(dial('41.7', 'clear', shape)).toBe('');
    });
    it.each([
        ['7', '7'],
        [',', '.'],
        ['Backspace', 'erase'],
        ['Delete', 'clear'],
        ['Enter', null],
        ['-', null],
    ])('reads the key %s as %s', (key, pad) => expect(dialKey(key)).toBe(pad));
});
