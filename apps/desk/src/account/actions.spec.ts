import type { Me, Role } from '@curbstop/contracts';
import { instant } from '@curbstop/policy';
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
    view('decide-appeal', { applies: false }),
    view('note-contact', { granted: false }),
    view('request-close'),
    view('mail-notice'),
  ],
});
const ME = {
  staffId: 1,
  username: 'x',
  name: 'P. Aldana',
  crewId: null,
  mustChangePassword: false,
  twoStep: false,
  mustSetUpTwoStep: false,
  sessionEndsAt: instant(0),
};
const someone = (...roles: Role[]): Me => ({ ...ME, roles });
const CLERK = someone('clerk');
const names = (offers: readonly { readonly name: string }[]): string[] => offers.map((each) => each.name);

describe('the actions of an account', () => {
  it('puts what would be granted first and keeps what would be refused in sight, with its clauses', () => {
    const { now } = offersOf(page, () => true, CLERK);
    expect(names(now)).toEqual(['pay', 'waive-courtesy', 'request-extension']);
    expect(now.at(-1)?.refused).toEqual({ reason: 'It is too late.', clauses: ['D.3', 'D.6'] });
    expect(now[0]?.refused).toBeNull();
  });

  it('folds what is asked for whatever is owed, and last what the account gives no occasion for', () => {
    const { folders } = offersOf(page, () => true, CLERK);
    expect(folders.map(({ title, offers }) => [title, names(offers)])).toEqual([
      ['Notices and talks', ['mail-notice', 'note-contact']],
      ['The account and its customer', ['request-close']],
      ['Other requests', ['decide-appeal']],
    ]);
  });

  it('offers nothing that has no form', () => {
    const { now, folders } = offersOf(page, (request) => request === 'pay', CLERK);
    expect(names(now)).toEqual(['pay']);
    expect(folders).toEqual([]);
  });

  it('D.8, J.7.a, Z.4: locks what is not the work of one’s roles, and says whose it is', () => {
    const taken = aPage({ requests: [view('restore-extensions'), view('request-extension'), view('pay')] });
    const seen = (...roles: Role[]) => offersOf(taken, () => true, someone(...roles)).now;
    expect(names(seen('clerk'))).toEqual(['request-extension', 'pay', 'restore-extensions']);
    expect(seen('clerk').at(-1)?.locked?.reason).toBe('Only the assistant director of finance may do this.');
    expect(seen('cashier').map(({ locked }) => locked?.reason ?? null)).toEqual([
      null,
      'Only the assistant director of finance may do this.',
      'Only the billing office may do this.',
    ]);
    expect(seen('asst-director-finance').map(({ name, locked }) => [name, locked?.reason ?? null])).toEqual([
      ['restore-extensions', null],
      ['request-extension', null],
      ['pay', 'Only the cashier, billing clerk, finance, supervisor or administrator may do this.'],
    ]);
  });
});
