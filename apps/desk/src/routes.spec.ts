import { hrefOf, parseRoute } from './routes.ts';
import type { KnownRoute, Route } from './routes.ts';

describe('routes', () => {
  it.each<[string, Route]>([
    ['', { name: 'accounts', query: '' }],
    ['#/', { name: 'accounts', query: '' }],
    ['#/accounts?q=larch+crest%20%26', { name: 'accounts', query: 'larch crest &' }],
    ['#/accounts/304', { name: 'account', accountId: 304, tab: 'ledger' }],
    ['#/accounts/304/journal', { name: 'account', accountId: 304, tab: 'journal' }],
    ['#/accounts/304/appeals', { name: 'account', accountId: 304, tab: 'appeals' }],
    ['#/opening', { name: 'opening', at: null }],
    ['#/opening?at=304', { name: 'opening', at: 304 }],
    ['#/opening?at=x', { name: 'opening', at: null }],
    ['#/opening/304', { name: 'lost', hash: '#/opening/304' }],
    ['#/cases/moratoria', { name: 'cases', part: 'moratoria' }],
    ['#/clock', { name: 'clock' }],
    ['#/accounts/0', { name: 'lost', hash: '#/accounts/0' }],
    ['#/accounts/304/secrets', { name: 'lost', hash: '#/accounts/304/secrets' }],
    ['#/accounts/304/bills/1', { name: 'lost', hash: '#/accounts/304/bills/1' }],
    ['#/clock/1', { name: 'lost', hash: '#/clock/1' }],
    ['#/letters', { name: 'lost', hash: '#/letters' }],
    ['#/constructor', { name: 'lost', hash: '#/constructor' }],
    ['#/tasks', { name: 'tasks', state: 'open', role: null }],
    ['#/tasks?state=late&role=appeal-officer', { name: 'tasks', state: 'late', role: 'appeal-officer' }],
    ['#/tasks?role=nobody', { name: 'tasks', state: 'open', role: null }],
    ['#/tasks?state=soon', { name: 'lost', hash: '#/tasks?state=soon' }],
    ['#/batches?until=2026-03-17', { name: 'batches', until: '2026-03-17' }],
    ['#/batches?until=2026-13-17', { name: 'batches', until: null }],
    ['#/batches/12', { name: 'batch', batchId: 12 }],
    ['#/batches/12/undo', { name: 'lost', hash: '#/batches/12/undo' }],
    ['#/batches/preview?kind=refunds', { name: 'preview', kind: 'refunds', day: null }],
    ['#/batches/preview?kind=gold', { name: 'lost', hash: '#/batches/preview?kind=gold' }],
    ['#/accounts/304/meter', { name: 'account', accountId: 304, tab: 'meter' }],
    ['#/meters', { name: 'meters', part: 'held-bills' }],
    ['#/meters/doubted-readings', { name: 'meters', part: 'doubted-readings' }],
    ['#/meters/messages', { name: 'meters', part: 'messages' }],
    ['#/meters/gold', { name: 'lost', hash: '#/meters/gold' }],
    ['#/cases', { name: 'cases', part: 'appeals' }],
    ['#/cases/reviews', { name: 'cases', part: 'reviews' }],
    ['#/money', { name: 'money', part: 'payment' }],
    ['#/money/drop-box', { name: 'money', part: 'drop-box' }],
    ['#/money/laundering', { name: 'lost', hash: '#/money/laundering' }],
    ['#/cases/gold', { name: 'lost', hash: '#/cases/gold' }],
  ])('reads %s', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it.each<KnownRoute>([
    { name: 'accounts', query: '' },
    { name: 'accounts', query: "O'Neil & son, 12 A/B?" },
    { name: 'account', accountId: 7, tab: 'bills' },
    { name: 'account', accountId: 7, tab: 'ledger' },
    { name: 'opening', at: null },
    { name: 'opening', at: 304 },
    { name: 'clock' },
    { name: 'tasks', state: 'open', role: null },
    { name: 'tasks', state: 'done', role: 'finance' },
    { name: 'batches', until: null },
    { name: 'batches', until: '2026-03-17' },
    { name: 'batch', batchId: 9 },
    { name: 'preview', kind: 'turn-off-list', day: '2026-03-17' },
    { name: 'preview', kind: 'penalties', day: null },
    { name: 'cases', part: 'arrangements' },
    { name: 'money', part: 'payment' },
    { name: 'money', part: 'returns' },
    { name: 'reports' },
  ])('finds its way back: %j', (route) => {
    expect(parseRoute(hrefOf(route))).toEqual(route);
  });
});
