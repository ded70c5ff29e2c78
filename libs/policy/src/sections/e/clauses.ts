import { clause, section } from '../../clauses/clause-entry.ts';
import { linkRefusal } from '../z/z5-notices.ts';
import { billsPastPayBy, needsRestoreInformation, noticeFor, noticeMatures } from './e1-sixtieth-day.ts';
import {
  appealParagraph,
  missingFrom,
  missingFromOther,
  noticeContents,
  noticePayBy,
  pastDueItems,
} from './e2a-notice.ts';
import { hangerAllows } from './e2b-returned-mail.ts';
import { hasTenants, mayTakeService, tenantNoticeContents, tenantNoticeMatures, unitsToClose } from './e3-tenants.ts';
import { READINGS_E } from './readings.ts';

export const SECTION_E = section('E', 'Disconnection', READINGS_E, [
  clause('E.1', {
    title: 'The sixtieth day',
    source: 'E(1)',
    sentences: [
      'An account becomes subject to disconnection when payment has not come by 5:00 p.m. on the sixtieth day after the billing date.',
    ],
    readings: [7, 8, 10, 13, 14, 66, 67, 68, 69],
    fn: billsPastPayBy,
  }),
  clause('E.2', {
    heading: true,
    title: 'Written notice first',
    source: 'E(2)',
    sentences: ['Written notice comes before disconnection.'],
    readings: [70],
    fn: noticeFor,
  }),
  clause('E.2.a', {
    title: 'Seven business days',
    source: 'E(2)(a)',
    sentences: [
      'The city does not end service for nonpayment before the customer has been delinquent sixty days or longer.',
      'At least seven business days before, it makes a reasonable effort in good faith to reach the customer in writing.',
      'It does so by a written disconnection notice to the address that gets the water.',
      "The notice is in English, Spanish, Chinese, Tagalog, Vietnamese and Korean, and in any other language that at least a tenth of the city's customers speak.",
      'It has everything that is listed under this clause.',
    ],
    readings: [11, 12, 22, 71, 72, 73],
    fn: noticeMatures,
  }),
  clause('E.2.a.i', {
    title: 'Who and where',
    source: 'E(2)(a)(i)',
    sentences: ['The notice has the name and the address of the customer.'],
    readings: [74],
    fn: missingFrom,
  }),
  clause('E.2.a.ii', {
    title: 'What is past due',
    source: 'E(2)(a)(ii)',
    sentences: ['The notice has the amount past due.'],
    readings: [75],
    fn: pastDueItems,
  }),
  clause('E.2.a.iii', {
    title: 'By when',
    source: 'E(2)(a)(iii)',
    sentences: ['The notice has the date by which the customer must pay, or arrange to, so that service does not end.'],
    readings: [76],
    fn: noticePayBy,
  }),
  clause('E.2.a.iv', {
    title: 'How to dispute',
    source: 'E(2)(a)(iv)',
    sentences: ['The notice describes how a bill is disputed or appealed.'],
    readings: [77],
    fn: appealParagraph,
  }),
  clause('E.2.a.v', {
    title: 'How to pay in parts',
    source: 'E(2)(a)(v)',
    sentences: ['The notice describes how to apply for an amortization plan.'],
    readings: [78],
    fn: noticeContents,
  }),
  clause('E.2.a.vi', {
    title: 'Where to ask',
    source: 'E(2)(a)(vi)',
    sentences: ["The notice has the city's telephone number and a link to its written policy on collection."],
    readings: [20, 21],
    fn: linkRefusal,
  }),
  clause('E.2.b', {
    title: 'Mail that comes back',
    source: 'E(2)(b)',
    sentences: [
      'When the mail brings the notice back as undeliverable, the city makes a reasonable effort in good faith to visit the home.',
      'The visitor leaves a notice of the coming shut-off, in the same languages as the letter.',
    ],
    readings: [79, 80],
    fn: hangerAllows,
  }),
  clause('E.3', {
    heading: true,
    title: 'Homes with tenants',
    source: 'E(3)',
    sentences: [
      'Tenants and occupants of homes with meters of their own are notified too.',
      'That is where the customer of record, who answers for the bill, is the owner or manager of a detached single-family home, a building of several units, or a mobile home park.',
    ],
    readings: [23],
    fn: hasTenants,
  }),
  clause('E.3.a', {
    title: 'Ten days, or seven',
    source: 'E(3)(a)',
    sentences: [
      'The city must make an effort in good faith to tell the tenants or occupants in writing that the water will be turned off.',
      'In a building of several units or a mobile home park it does so at least ten calendar days before that may happen.',
      'In a detached single-family home it does so at least seven calendar days before.',
    ],
    readings: [81],
    fn: tenantNoticeMatures,
  }),
  clause('E.3.b', {
    title: 'They may become customers',
    source: 'E(3)(b)',
    sentences: [
      'The notice must also tell them that they have a right to become customers who are billed for the service.',
      'They need pay nothing of what is delinquent then.',
    ],
    readings: [82],
    fn: tenantNoticeContents,
  }),
  clause('E.3.c', {
    title: 'In every language',
    source: 'E(3)(c)',
    sentences: [
      "The notice is required in English, Spanish, Chinese, Tagalog, Vietnamese and Korean, and in any other language that at least a tenth of the city's customers speak.",
    ],
    readings: [22],
    fn: missingFromOther,
  }),
  clause('E.3.d', {
    title: 'Who may take over',
    source: 'E(3)(d)',
    sentences: [
      'The city need not serve tenants or occupants unless every one of them accepts the conditions of service and fulfills what the city requires of a customer.',
    ],
    readings: [83],
    fn: mayTakeService,
  }),
  clause('E.3.d.i', {
    title: 'Serve those who qualify',
    source: 'E(3)(d)(i)',
    sentences: [
      'Two things change that: that one or more of them take on later charges in a way that satisfies the city, or that service can physically be ended for only those who have not met the requirements.',
      'The city may then serve only those who have met them.',
    ],
    readings: [84],
    fn: unitsToClose,
  }),
  clause('E.4', {
    title: 'How to get the water back',
    source: 'E(4)',
    sentences: ['A customer whose service was ended is told how to have it restored.'],
    readings: [85],
    fn: needsRestoreInformation,
  }),
]);
