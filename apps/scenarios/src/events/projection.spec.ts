// Rows of the journal in the scenarios' words.
import type { JournalRow } from '@curbstop/core';
import type { ClauseId, Instant } from '@curbstop/policy';
import { NameBook } from '../names.ts';
import { project } from './index.ts';

const AT = Date.parse('2026-03-17T16:30:00Z') as Instant;
const nobody = { query: () => Promise.resolve([]) };

function row(event: string, facts: Record<string, unknown>, clause: ClauseId | null = null): JournalRow {
  const actor = { kind: 'system', part: 'scheduler' } as const;
  return { seq: 1, xid: '1', stream: 'account/1', at: AT, accountId: 1, event, clause, facts, actor };
}

const fieldsOf = async (names: NameBook, ...each: Parameters<typeof row>) => {
  const happened = await project(row(...each), 'main', names);
  return happened && { event: happened.event, ...happened.fields };
};

describe('a row of the journal', () => {
  it('is an event with its fields', async () => {
    const names = new NameBook(nobody);
    names.nameBill(7, 'winter');
    const bill = { billId: 7, number: '260115-1', kind: 'regular', amount: 12_345, due: '2026-02-26' };
    expect(await fieldsOf(names, 'bill.issued', bill, 'B.2')).toEqual({
      event: 'bill',
      name: 'winter',
      kind: 'regular',
      amount: 12_345,
      due: '2026-02-26',
      clause: 'B.2',
    });
    const credit = { entryId: 3, billId: 7, kind: 'penalty-waiver', amount: -1_235 };
    expect(await fieldsOf(names, 'credit.posted', credit, 'C.1.a')).toMatchObject({ event: 'credit', amount: 1_235 });
  });

  it('that scenarios do not tell of is nothing', async () => {
    const names = new NameBook(nobody);
    expect(await fieldsOf(names, 'order.listed', { orderId: 1, kind: 'turn-off' })).toBeNull();
    expect(await fieldsOf(names, 'no.such-event', {})).toBeNull();
  });

  it('about an order knows the due date and unit that its making told', async () => {
    const names = new NameBook(nobody);
    const order = { orderId: 9, number: '0-9', kind: 'turn-off', state: 'listed' };
    await fieldsOf(names, 'order.created', { ...order, due: '2026-03-17', dueAmount: 1, unit: 3 }, 'E.1');
    expect(await fieldsOf(names, 'order.cancelled', { ...order, why: '', paid: null }, 'E.1')).toEqual({
      event: 'work-order',
      kind: 'turn-off',
      state: 'cancelled',
      due: '2026-03-17',
      unit: 3,
      clause: 'E.1',
    });
    expect(
      await fieldsOf(names, 'gate.refused', { orderId: 9, at: 'door', because: ['H.2'], says: '' }, 'H.2'),
    ).toMatchObject({ event: 'work-order', state: 'refused', clause: 'H.2' });
  });

  it('of a command sent again is told once; queued anew it is told again', async () => {
    const names = new NameBook(nobody);
    const command = (state: string) =>
      fieldsOf(names, 'valve.command', { commandId: 'c', orderId: 9, action: 'close', state, why: null }, 'E.1');
    expect(await command('queued')).toBeNull();
    expect(await command('sent')).toMatchObject({ event: 'valve-command', command: 'close', state: 'sent' });
    expect(await command('sent')).toBeNull();
    expect(await command('acked')).toBeNull();
    expect(await command('queued')).toBeNull();
    expect(await command('sent')).toMatchObject({ state: 'sent' });
    expect(await command('verified')).toMatchObject({ state: 'confirmed' });
  });

  it('of a refusal has all its clauses', async () => {
    const names = new NameBook(nobody);
    const facts = { request: 'request-extension', because: ['D.3', 'D.6'], says: 'Too late.' };
    expect(await fieldsOf(names, 'request.refused', facts, 'D.3')).toEqual({
      event: 'refused',
      request: 'request-extension',
      clause: 'D.3',
      clauses: ['D.3', 'D.6'],
    });
  });

  it('of what the tablet was refused is left to the step that sent the crew', async () => {
    const names = new NameBook(nobody);
    const facts = { request: 'complete', because: ['E.4'], says: 'The tag is missing.' };
    expect(await fieldsOf(names, 'request.refused', facts, 'E.4')).toBeNull();
    expect(await fieldsOf(names, 'request.refused', { ...facts, request: 'complete-order' }, 'E.4')).toMatchObject({
      request: 'complete-order',
      clause: 'E.4',
    });
  });
});
