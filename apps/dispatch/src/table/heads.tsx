import type { DispatchOrder } from '@curbstop/contracts';
import { accountNumber, civilDay, ClauseTag, kindWord, money, useNow } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useBoard } from '../board/board.ts';
import type { DayState } from '../day/day-state.ts';
import { stateInWords } from '../day/groups.ts';
import { commandInWords, holdInWords, valveInWords } from '../pool/facts.ts';
import { MarkOf } from '../pool/order-row.tsx';
import { useFormats } from '../top/use-formats.ts';
import type { Sort } from './columns.ts';

/** One column: what it sorts by, each with its word in the head, its cell, and whether numbers stand in it. */
export interface Head {
  readonly sorts: readonly (readonly [by: Sort, word: string])[];
  readonly cell: (order: DispatchOrder) => VNode | string;
  readonly num?: boolean;
}

/** The columns of the day's table, the ones a decision needs first. */
export function useHeads(state: DayState): readonly Head[] {
  const board = useBoard();
  const formats = useFormats();
  const now = useNow(board.clock, 10_000);
  const date = (day: DispatchOrder['billDate']): string => (day === null ? '' : civilDay(day));
  return [
    {
      sorts: [['state', 'State']],
      cell: (order) => (
        <span class="d-state-cell">
          <MarkOf order={order} size={22} /> {stateInWords(order)}
        </span>
      ),
    },
    {
      sorts: [
        ['address', 'Address'],
        ['customer', 'Customer'],
        ['account', 'Account'],
      ],
      cell: (order) => (
        <>
          <span class="d-row-title" data-order={order.orderId} tabIndex={-1}>
            {order.address}
          </span>
          <span class="d-row-fact">
            {order.customer} · <a href={`/desk/#/accounts/${order.accountId}`}>{accountNumber(order.accountNumber)}</a>
          </span>
        </>
      ),
    },
    {
      sorts: [
        ['kind', 'Work'],
        ['clause', 'Clause'],
      ],
      cell: (order) => (
        <>
          {kindWord(order.kind)} <ClauseTag clause={order.clause} />
        </>
      ),
    },
    {
      sorts: [['crew', 'Crew']],
      cell: (order) =>
        order.crewId === null
          ? ''
          : `${state.crews.get(order.crewId)?.name ?? ''}${order.sequence === null ? '' : ` · ${order.sequence}`}`,
    },
    {
      sorts: [['owed', 'To pay']],
      cell: (order) => (order.pastDue > 0 ? money(order.pastDue) : ''),
      num: true,
    },
    { sorts: [['bill', 'Bill']], cell: (order) => date(order.billDate) },
    { sorts: [['due', 'Due']], cell: (order) => date(order.dueDate) },
    { sorts: [['notice', 'Notice']], cell: (order) => date(order.noticeMailedOn) },
    {
      sorts: [['holds', 'Holds']],
      cell: (order) => (
        <>
          {order.holds.map((hold) => (
            <span key={`${hold.clause}${hold.says}`} class="d-line">
              {holdInWords(hold, formats, now)} <ClauseTag clause={hold.clause} />
            </span>
          ))}
        </>
      ),
    },
    {
      sorts: [['valve', 'Valve']],
      cell: (order) => (
        <>
          {valveInWords(order.valve, now)}
          {order.command !== null && <span class="d-line">{commandInWords(order.command)}</span>}
        </>
      ),
    },
  ];
}
