import { mayHear, mayPublish } from './access.ts';

describe('what a device may do', () => {
  it.each([
    ['cs/v1/demo/M1/up/reading', 'reading'],
    ['cs/v1/demo/M1/up/ack', 'ack'],
    ['cs/v1/demo/M1/$will', 'will'],
    ['cs/v1/demo/M2/up/reading', null],
    ['cs/v1/other/M1/up/reading', null],
    ['cs/v1/demo/M1/up/firmware', null],
    ['cs/v1/demo/M1/up/reading/x', null],
    ['cs/v1/demo/M1/down/cmd', null],
    ['cs/v1/demo/M2/down/cmd', null],
    ['cs/v1/demo/M1/state', null],
    ['cs/v1/demo/M2/$will', null],
    ['$SYS/x', null],
  ])('publish %s: %s', (topic, expected) => {
    expect(mayPublish('demo', 'M1', topic)).toBe(expected);
  });

  it.each([
    ['cs/v1/demo/M1/down/cmd', true],
    ['cs/v1/demo/M1/state', true],
    ['cs/v1/demo/M2/down/cmd', false],
    ['cs/v1/demo/+/down/cmd', false],
    ['cs/v1/demo/M1/#', false],
    ['#', false],
    ['$share/g/cs/v1/demo/M1/down/cmd', false],
    ['cs/v1/demo/M1/up/reading', false],
  ])('subscribe %s: %s', (topic, expected) => {
    expect(mayHear('demo', 'M1', topic)).toBe(expected);
  });
});
