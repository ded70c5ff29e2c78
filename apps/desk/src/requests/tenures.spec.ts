import { aBasis } from './basis.fixture.ts';
import { afterClose, judgeClose } from './closing.tsx';
import { judgeFinalRead } from './final-read.tsx';
import { judgeSale, judgeTrust } from './landlord-trust.tsx';
import { judgeTenant } from './tenant.tsx';
import { NOW } from '../account/page.fixture.ts';

const CLOSING = {
  on: '2026-03-11',
  at: NOW,
  by: 'tenant',
  followed: false,
  finalReadAt: null,
  finalBilled: false,
  onRoute: true,
  depositHeld: 0,
  credit: 0,
  creditSince: NOW,
  creditFromDeposit: false,
  refundStopped: false,
};

describe('closing an account', () => {
  it('A.3 is asked for in writing; without a day it is today', () => {
    const close = { by: 'tenant', written: true, effective: '' };
    expect(judgeClose(close, aBasis())).toMatchObject({
      answer: { granted: true, on: '2026-03-11' },
      body: { by: 'tenant', written: true, effective: null },
    });
    expect(judgeClose({ ...close, written: false }, aBasis()).answer).toMatchObject({ clauses: ['A.3'] });
    expect(judgeClose({ ...close, effective: '2026-04-01' }, aBasis()).answer).toMatchObject({ on: '2026-04-01' });
  });

  it('A.3.b, A.4, A.2.b tells what follows', () => {
    expect(afterClose({ by: 'tenant' }, aBasis()).clauses).toEqual(['A.3.a', 'A.3.b']);
    expect(afterClose({ by: 'owner' }, aBasis()).clauses).toEqual(['A.3.a']);
    const trust = aBasis({ depositHeld: 20_000 }, { landlordTrust: true });
    expect(afterClose({ by: 'tenant' }, trust)).toEqual({
      says: 'The place goes back to its owner, and the water stays on. The deposit of $200.00 pays the final bill.',
      clauses: ['A.4', 'A.2.b'],
    });
  });

  it('A.3 the final read is no lower than the one before it', () => {
    const basis = aBasis({}, { closing: CLOSING });
    expect(judgeFinalRead({ asLast: true, register: '' }, basis)).toMatchObject({
      answer: { granted: true },
      body: { register: null },
    });
    expect(judgeFinalRead({ asLast: false, register: '418' }, basis).answer).toMatchObject({ granted: true });
    expect(judgeFinalRead({ asLast: false, register: '417.999' }, basis).answer).toMatchObject({
      granted: false,
      says: 'The meter stood at 418.0 m³ before. Read it again.',
    });
    expect(judgeFinalRead({ asLast: false, register: 'full' }, basis)).toMatchObject({
      answer: null,
      errors: { register: 'Give the register as digits, with at most three decimals.' },
    });
    expect(judgeFinalRead({ asLast: true, register: '' }, aBasis()).answer).toMatchObject({ granted: false });
  });
});

describe('whose the place is', () => {
  const standing = { landlordTrust: { ownerId: 4, owner: 'O. Reyes', since: 0 } };

  it('A.4 a trust has an owner among the customers, and one owner at a time', () => {
    expect(judgeTrust({ ownerId: '', owner: '', written: true }, aBasis())).toMatchObject({
      answer: null,
      errors: { ownerId: 'Choose the owner among the customers of the city.' },
    });
    const filed = { ownerId: '4', owner: 'O. Reyes', written: true };
    expect(judgeTrust(filed, aBasis())).toMatchObject({
      answer: { granted: true },
      body: { ownerId: 4, written: true },
    });
    expect(judgeTrust({ ...filed, ownerId: '5' }, aBasis(standing)).answer).toMatchObject({ clauses: ['A.4'] });
  });

  it('A.4.b a sale ends it on the day of the deed, which is not ahead', () => {
    expect(judgeSale({ recordedOn: '2026-03-02' }, aBasis(standing)).answer?.says).toContain('ended on Mon Mar 2');
    expect(judgeSale({ recordedOn: '' }, aBasis())).toMatchObject({
      answer: { granted: true },
      body: { recordedOn: null },
    });
    expect(judgeSale({ recordedOn: '2026-03-12' }, aBasis())).toMatchObject({
      answer: null,
      errors: { recordedOn: 'A deed is recorded today or before.' },
    });
  });

  it('E.3.d a tenant accepts the terms and pays the deposit, or shows rent history', () => {
    const takes = { name: 'Ben Osei', unit: '', accepted: true, deposit: 'paid', method: 'cash' };
    const owner = aBasis({}, { customerRole: 'landlord' });
    expect(judgeTenant(takes, owner)).toMatchObject({ answer: { granted: true }, errors: {}, body: { unit: null } });
    expect(judgeTenant({ ...takes, deposit: 'rent-history' }, owner).answer).toMatchObject({ granted: true });
    expect(judgeTenant({ ...takes, accepted: false, deposit: 'unpaid' }, owner).answer?.clauses).toEqual([
      'E.3.d',
      'A.2.a',
    ]);
    expect(judgeTenant({ ...takes, name: '' }, owner)).toMatchObject({
      answer: { granted: true },
      errors: { name: 'Give the name of the tenant.' },
      body: null,
    });
    expect(judgeTenant(takes, aBasis()).answer).toMatchObject({ granted: false });
  });
});
