import { day } from '../calendar/days.ts';
import { CLAUSE_IDS } from '../clauses/clause-ids.ts';
import { mayFileTrust } from '../sections/a/a3-closing.ts';
import { account, at, closing, GLENDORA } from '../test/facts.fixture.ts';
import { ACCOUNT_REQUESTS } from './accounts.ts';
import { requestsOf } from './requests.ts';
import type { AccountFacts, AppealFacts, FlagKind } from '../facts/facts.ts';
import type { OfficeRequest, RequestView } from './requests.ts';

const NOW = '2026-03-11 14:20';

function find(request: OfficeRequest, more: Partial<AccountFacts> = {}, now = NOW): RequestView {
  const found = requestsOf(account(more), GLENDORA, at(now)).find((each) => each.request === request);
  if (!found) throw new Error(`No request is called ${request}.`);
  return found;
}
const flags = (kind: FlagKind) => [
  { flagId: 1, kind, clause: 'J.6' as const, setAt: at('2026-01-02 09:00'), until: null, amount: null, dueAt: null },
];
const open: AppealFacts = {
  appealId: 1,
  level: 1,
  billId: 1,
  entryId: null,
  filedAt: at('2026-01-20 09:00'),
  state: 'open',
  decidedAt: null,
  windowEndsAt: null,
  overLimit: false,
};

describe('what may be asked of an account besides its money and its water', () => {
  it.each(ACCOUNT_REQUESTS)('%s has a sentence and clauses', (request) => {
    const told = find(request);
    expect(told.detail).toMatch(/\S/);
    expect(CLAUSE_IDS).toEqual(expect.arrayContaining([told.clause, ...told.clauses]));
  });

  it('H.1 an appeal is left unheard only over the limit', () => {
    expect(find('decline-appeal')).toMatchObject({ granted: false, applies: false, clauses: ['H.3'] });
    expect(find('decline-appeal', { appeals: [open] })).toMatchObject({ granted: false, applies: false });
    const over = { appeals: [{ ...open, overLimit: true }] };
    expect(find('decline-appeal', over)).toMatchObject({ granted: true, applies: true });
  });

  it('E.2.a a notice goes out by hand while something is past due', () => {
    expect(find('mail-notice')).toMatchObject({ granted: true, applies: true });
    expect(find('mail-notice', { bills: [] })).toMatchObject({ granted: false, applies: false });
  });

  it('reading 11: says when somebody last talked with the household', () => {
    expect(find('note-contact').detail).toBe('Nobody has talked with the household yet.');
    const contacts = [{ contactId: 1, kind: 'phone' as const, at: at('2026-03-10 11:05') }];
    expect(find('note-contact', { contacts }).detail).toBe('The last was Tue Mar 10, 11:05 am.');
  });

  it('J.6, K.9.a a bank debit is asked about while there is one', () => {
    expect(find('raise-ach-concern')).toMatchObject({ granted: false, applies: false });
    expect(find('bank-account-closed')).toMatchObject({ granted: false, applies: false, clauses: ['K.9.a'] });
    expect(find('raise-ach-concern', { flags: flags('ach-active') })).toMatchObject({ granted: true, applies: true });
    expect(find('bank-account-closed', { flags: flags('ach-pending') })).toMatchObject({ granted: true });
    expect(find('bank-account-closed', { flags: flags('ach-removed') })).toMatchObject({ granted: false });
  });

  it('A.3, A.5 the final read and the credit belong to a close', () => {
    expect(find('final-read')).toMatchObject({ granted: false, applies: false });
    expect(find('final-read', { closing: closing({ at: '2026-03-11 10:00' }) })).toMatchObject({ applies: true });
    const ended = { open: false, closedOn: day('2026-02-10') };
    const credit = closing({ credit: 310, finalBilled: true });
    expect(find('request-refund', { ...ended, closing: credit })).toMatchObject({
      granted: true,
      applies: true,
      detail: '$3.10 is sent by mail.',
    });
    expect(find('request-refund', { ...ended, closing: closing() })).toMatchObject({ granted: false, applies: false });
  });

  it('A.4, A.4.b a Landlord Trust is filed, ended and sold away', () => {
    expect(find('landlord-trust')).toMatchObject({ granted: true, applies: false });
    expect(find('landlord-trust', { customerRole: 'landlord' }).applies).toBe(true);
    expect(find('cancel-landlord-trust')).toMatchObject({ granted: false, applies: false, clauses: ['A.4.b'] });
    const trust = { landlordTrust: true };
    expect(find('landlord-trust', trust)).toMatchObject({ granted: false, clauses: ['A.4'] });
    expect(find('cancel-landlord-trust', trust)).toMatchObject({ granted: true, applies: true });
    expect(find('sell-premise', trust).applies).toBe(true);
  });

  it('A.4 a trust of another owner stands in the way, and one of the same owner does not', () => {
    const standing = { ownerId: 4, endedAt: null };
    expect(mayFileTrust(null, 4, true).granted).toBe(true);
    expect(mayFileTrust(standing, 4, true).granted).toBe(true);
    expect(mayFileTrust(standing, 5, true)).toMatchObject({ granted: false, clauses: ['A.4'] });
    expect(mayFileTrust({ ...standing, endedAt: at(NOW) }, 5, true).granted).toBe(true);
    expect(mayFileTrust(null, 4, false)).toMatchObject({ granted: false, clauses: ['A.4'] });
  });
});
