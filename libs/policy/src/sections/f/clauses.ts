import { clause, section } from '../../clauses/clause-entry.ts';
import {
  owedBeforeReconnection,
  reconnectionCharge,
  reconnectionChoice,
  reconnectionFee,
  requestClass,
} from './f1-reconnection.ts';
import { promisePayBy } from './f3b-promise.ts';
import { READINGS_F } from './readings.ts';

export const SECTION_F = section('F', 'Reconnection', READINGS_F, [
  clause('F.1', {
    title: 'Reconnection fee',
    source: 'F(1)',
    sentences: [
      'A reconnection fee is paid to the city before the water is reconnected.',
      'The city code (GMC 14.20.180) sets it.',
    ],
    readings: [86],
    fn: reconnectionFee,
  }),
  clause('F.2', {
    title: 'Everything owed first',
    source: 'F(2)',
    sentences: [
      'All charges outstanding, the reconnection fee and the penalties that apply among them, are due before the water is reconnected.',
    ],
    readings: [9, 26, 87],
    fn: owedBeforeReconnection,
  }),
  clause('F.3', {
    title: 'After hours',
    source: 'F(3)',
    sentences: ['A reconnection from 5:00 p.m. on, until 8:00 a.m. of the next business day, counts as after hours.'],
    readings: [88],
    fn: requestClass,
  }),
  clause('F.3.a', {
    title: 'After-hours fee',
    source: 'F(3)(a)',
    sentences: [
      'An account that asks for reconnection after hours is charged the after-hours fee of the city code (GMC 14.20.180).',
    ],
    readings: [89],
    fn: reconnectionChoice,
  }),
  clause('F.3.b', {
    title: 'Everything by ten in the morning',
    source: 'F(3)(b)',
    sentences: [
      'An account that asks for reconnection after hours must pay everything it owes, and the after-hours fee, by 10 a.m. of the next business day.',
      'When it does not, its water is turned off again and it is subject to another reconnection fee.',
    ],
    readings: [90],
    fn: promisePayBy,
  }),
  clause('F.4', {
    title: 'Caps for a low income',
    source: 'F(4)',
    sentences: [
      "To reconnect water that was turned off, some customers pay at most $50 in the city's normal hours and at most $150 outside them.",
      'They are customers with a household income below 200 percent of the federal poverty line, and customers in whose household somebody currently receives CalWORKs, CalFresh, general assistance, Medi-Cal, SSI with the State Supplementary Payment, or California WIC.',
    ],
    readings: [53, 91],
    fn: reconnectionCharge,
  }),
]);
