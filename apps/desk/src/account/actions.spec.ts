import { offersOf } from './actions.ts';
import { aPage } from './page.fixture.ts';

const view = (request: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  request,
  title: request,
  clause: 'D.1',
  granted: true,
  clauses: ['D.1'],
  says: 'The answer.',
  detail: 'The answer.',
  applies: true,
  ...more,
});

const page = aPage({
  requests: [
    view('pay'),
    view('request-extension', { granted: false, clauses: ['D.3', 'D.6'], detail: 'It is too late.' }),
    view('waive-courtesy'),
    view('enrol-ach', { applies: false }),
    view('request-close'),
  ],
});
const names = (offers: readonly { readonly name: string }[]): string[] => offers.map((each) => each.name);

describe('the actions of an account', () => {
  it('puts what would be granted first and keeps what would be refused in sight, with its clauses', () => {
    const { now } = offersOf(page, () => true);
    expect(names(now)).toEqual(['pay', 'waive-courtesy', 'request-close', 'request-extension']);
    expect(now.at(-1)?.refused).toEqual({ reason: 'It is too late.', clauses: ['D.3', 'D.6'] });
    expect(now[0]?.refused).toBeNull();
  });

  it('keeps apart what the account gives no occasion for', () => {
    expect(names(offersOf(page, () => true).others)).toEqual(['enrol-ach']);
  });

  it('offers nothing that has no form', () => {
    const { now, others } = offersOf(page, (request) => request === 'pay');
    expect(names(now)).toEqual(['pay']);
    expect(others).toEqual([]);
  });
});
