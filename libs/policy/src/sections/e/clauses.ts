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

export const SECTION_E = section('E', 'Disconnection', [
  clause('E.1', {
    title: 'The sixtieth day',
    rule: "A bill that is unpaid at five o'clock on the sixtieth day puts its account on the turn-off list.",
    reading:
      'The list is for the next business day, eight to four; nobody is turned off that evening, on a weekend or on a holiday. A sixtieth day on which the office is shut moves to the next day it is open. Whatever is paid before the valve closes takes the account off the list.',
    fn: billsPastPayBy,
  }),
  clause('E.2', {
    heading: true,
    title: 'Written notice first',
    rule: 'No water is turned off without a written disconnection notice.',
    reading: 'The reminder that comes with the late charge is not this notice.',
    fn: noticeFor,
  }),
  clause('E.2.a', {
    title: 'Seven business days',
    rule: 'The notice is mailed to the service address at least seven business days before the water is turned off, in every language of the city.',
    reading:
      'The day it is mailed is not counted, and it is the day that counts. It goes to the mailing address too where that is another one. Where the fifteen days of the Public Utilities Code are followed, both must be over.',
    fn: noticeMatures,
  }),
  clause('E.2.a.i', {
    title: 'Who and where',
    rule: 'The notice shows the name of the customer and the address.',
    reading: 'A notice that lacks one of them is not mailed.',
    fn: missingFrom,
  }),
  clause('E.2.a.ii', {
    title: 'What is past due',
    rule: 'The notice shows the past-due amount.',
    reading:
      'Charges, late charge and total stand apart. A bill that is not due yet is not in it, nor another one that an arrangement in force stands for.',
    fn: pastDueItems,
  }),
  clause('E.2.a.iii', {
    title: 'By when',
    rule: 'The notice shows the date by which to pay or to make an arrangement.',
    reading:
      "It is five o'clock on the sixtieth day. A notice that goes out late names the last business day before the close it allows.",
    fn: noticePayBy,
  }),
  clause('E.2.a.iv', {
    title: 'How to dispute',
    rule: 'The notice says how to dispute a bill.',
    reading:
      'The time to appeal the bill itself is mostly over by then; the notice says so, and until when the late charge can be appealed.',
    fn: appealParagraph,
  }),
  clause('E.2.a.v', {
    title: 'How to pay in parts',
    rule: 'The notice says how to ask for payment in parts.',
    reading: 'State law wants more: extension, deferral, reduction and another schedule are named too.',
    fn: noticeContents,
  }),
  clause('E.2.a.vi', {
    title: 'Where to ask',
    rule: 'The notice shows the telephone of the billing office and the web address of the policy.',
    fn: linkRefusal,
  }),
  clause('E.2.b', {
    title: 'Mail that comes back',
    rule: 'When the notice comes back, a crew visits and leaves it at the door, and the water stays on for forty-eight hours more.',
    reading:
      'The visit is due on the next business day. The hours are elapsed hours. A visit in good faith that finds no way to the door is tried a second time, and that one counts.',
    fn: hangerAllows,
  }),
  clause('E.3', {
    heading: true,
    title: 'Homes with tenants',
    rule: 'Where the owner or manager is the customer and others live there, those are told too.',
    reading: 'For residential service.',
    fn: hasTenants,
  }),
  clause('E.3.a', {
    title: 'Ten days, or seven',
    rule: 'Tenants are told at least ten calendar days before in units and parks, and seven in a detached home.',
    reading: 'The day the notice is left is not counted. The city orders the posting on day 45.',
    fn: tenantNoticeMatures,
  }),
  clause('E.3.b', {
    title: 'They may become customers',
    rule: 'Tenants are told that they may become customers and owe nothing of what the owner owes.',
    reading: 'They are also told that they may take what they pay off the rent.',
    fn: tenantNoticeContents,
  }),
  clause('E.3.c', {
    title: 'In every language',
    rule: 'The notice to the tenants is in every language of the city, or it is not left.',
    fn: missingFromOther,
  }),
  clause('E.3.d', {
    title: 'Who may take over',
    rule: 'A tenant may take over the service who accepts its terms and meets the rules for new customers.',
    reading: 'A history of rent paid stands in for a history of credit, not for the deposit.',
    fn: mayTakeService,
  }),
  clause('E.3.d.i', {
    title: 'Serve those who qualify',
    rule: 'Where units can be turned off one by one, or a tenant takes on the whole, those who qualify keep their water.',
    reading: 'The policy says "may" and state law "shall": they are served.',
    fn: unitsToClose,
  }),
  clause('E.4', {
    title: 'How to get the water back',
    rule: 'When the water is turned off, the customer is told how to get it back.',
    reading: 'Always, with a tag at the door; without it the order cannot be completed.',
    fn: needsRestoreInformation,
  }),
]);
