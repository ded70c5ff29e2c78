import { hrefOf, parseRoute } from './routes.ts';
import type { Route } from './routes.ts';

describe('routes', () => {
  it.each<[string, Route]>([
    ['', { name: 'accounts', query: '' }],
    ['#/', { name: 'accounts', query: '' }],
    ['#/accounts?q=larch+crest%20%26', { name: 'accounts', query: 'larch crest &' }],
    ['#/accounts/304', { name: 'account', accountId: 304, tab: 'ledger' }],
    ['#/accounts/304/journal', { name: 'account', accountId: 304, tab: 'journal' }],
    ['#/clock', { name: 'clock' }],
    ['#/accounts/0', { name: 'lost', hash: '#/accounts/0' }],
    ['#/accounts/304/secrets', { name: 'lost', hash: '#/accounts/304/secrets' }],
    ['#/accounts/304/bills/1', { name: 'lost', hash: '#/accounts/304/bills/1' }],
    ['#/clock/1', { name: 'lost', hash: '#/clock/1' }],
    ['#/money', { name: 'lost', hash: '#/money' }],
  ])('reads %s', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it.each<Exclude<Route, { name: 'lost' }>>([
    { name: 'accounts', query: '' },
    { name: 'accounts', query: "O'Neil & son, 12 A/B?" },
    { name: 'account', accountId: 7, tab: 'bills' },
    { name: 'account', accountId: 7, tab: 'ledger' },
    { name: 'clock' },
  ])('finds its way back: %j', (route) => {
    expect(parseRoute(hrefOf(route))).toEqual(route);
  });
});
