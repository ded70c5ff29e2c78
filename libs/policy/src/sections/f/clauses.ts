import { clause, section } from '../../clauses/clause-entry.ts';
import {
  owedBeforeReconnection,
  reconnectionCharge,
  reconnectionChoice,
  reconnectionFee,
  requestClass,
} from './f1-reconnection.ts';
import { promisePayBy } from './f3b-promise.ts';

export const SECTION_F = section('F', 'Reconnection', [
  clause('F.1', {
    title: 'Reconnection fee',
    rule: 'The reconnection fee is paid before the water comes back.',
    reading: 'The amount is the one of the city code on the day of the request.',
    fn: reconnectionFee,
  }),
  clause('F.2', {
    title: 'Everything owed first',
    rule: 'Everything past due, with late charges and fees, is paid before the water comes back.',
    reading: 'A bill that is not yet due is not in it, nor one under a payment arrangement that is kept.',
    fn: owedBeforeReconnection,
  }),
  clause('F.3', {
    title: 'After hours',
    rule: 'From five in the afternoon to eight in the morning of the next business day a request is after hours.',
    reading: 'It goes by the moment of the request, not by when the crew comes.',
    fn: requestClass,
  }),
  clause('F.3.a', {
    title: 'After-hours fee',
    rule: 'Who wants the water back after hours pays the after-hours fee.',
    reading: 'It takes the place of the normal fee. Who does not want it is served in the morning for the normal fee.',
    fn: reconnectionChoice,
  }),
  clause('F.3.b', {
    title: 'Everything by ten in the morning',
    rule: 'Who was served after hours pays everything by ten on the next business day; else the water is turned off again, and turning it on costs another fee.',
    reading:
      'It is the same debt, so no new notice is mailed. Appeals, medical protection and every other hold stand, and so do the hours for turning off.',
    fn: promisePayBy,
  }),
  clause('F.4', {
    title: 'Caps for a low income',
    rule: 'For a household with a low income the fee is 50 dollars at most in office hours and 150 dollars after hours.',
    reading:
      'A cap is not a price: a fee that is under it stays. The caps follow the index of prices as the city sets it.',
    fn: reconnectionCharge,
  }),
]);
