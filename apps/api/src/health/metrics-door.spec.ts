import { mayReadMetrics } from './metrics-door.ts';

const TOKEN = 'a-token-of-twenty-signs';

describe('who reads the measures', () => {
  it.each([
    ['this machine', {}, '127.0.0.1', null, true],
    ['this machine, over IPv6', {}, '::1', null, true],
    ['this machine, as IPv6 writes it', {}, '::ffff:127.0.0.1', null, true],
    ['another machine', {}, '10.0.0.7', null, false],
    ['a proxy on this machine', { 'x-forwarded-for': '203.0.113.9' }, '127.0.0.1', null, false],
    ['a proxy that only says its name', { via: '1.1 front' }, '127.0.0.1', null, false],
    ['nobody that is known', {}, undefined, null, false],
    ['another machine with the token', { authorization: `Bearer ${TOKEN}` }, '10.0.0.7', TOKEN, true],
    ['another token', { authorization: 'Bearer a-token-of-twenty-sign' }, '10.0.0.7', TOKEN, false],
    ['this machine without the token', {}, '127.0.0.1', TOKEN, false],
  ])('%s', (_, headers, address, token, may) => {
    expect(mayReadMetrics(headers, address, token)).toBe(may);
  });
});
