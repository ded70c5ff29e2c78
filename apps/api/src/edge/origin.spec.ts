import { fromHere } from './origin.ts';

const HOST = 'city.example:3000';

describe('where a request comes from', () => {
  it.each([
    ['GET', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, true],
    ['POST', {}, true],
    ['POST', { 'sec-fetch-site': 'same-origin' }, true],
    ['POST', { 'sec-fetch-site': 'none' }, true],
    ['POST', { 'sec-fetch-site': 'same-site' }, false],
    ['POST', { 'sec-fetch-site': 'cross-site' }, false],
    ['POST', { 'sec-fetch-site': 'cross-site', origin: 'http://city.example:3000' }, false],
    ['PUT', { origin: 'http://city.example:3000' }, true],
    ['PUT', { origin: 'https://city.example:3000' }, true],
    ['PUT', { origin: 'http://city.example:3001' }, false],
    ['DELETE', { origin: 'http://evil.example' }, false],
    ['PATCH', { origin: 'null' }, false],
    ['POST', { origin: '' }, false],
  ])('%s with %j: %s', (method, headers, allowed) => {
    expect(fromHere(method, headers, HOST)).toBe(allowed);
  });
});
