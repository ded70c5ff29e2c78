import { day } from './calendar/days.ts';
import { holdName, longDay, shortDay } from './texts.ts';

describe('texts that are read to a person', () => {
  it('C.1.a a day of another year is told with its year', () => {
    expect([shortDay(day('2027-02-27')), longDay(day('2027-02-27'))]).toEqual(['Sat Feb 27', 'Sat Feb 27, 2027']);
  });

  it.each([
    ['extension', 'extension'],
    ['assistance-review', 'assistance review'],
    ['undeliverable', 'the notice came back in the mail'],
    ['medical', 'medical need, low income and an agreement'],
  ])('a hold of the kind %s is called %s', (kind, name) => expect(holdName(kind)).toBe(name));
});
