import { clause, section } from '../../clauses/clause-entry.ts';
import {
  cannotPay,
  cannotPayThrough,
  certificateCounts,
  conditionsOf,
  isAgreement,
  lastingCertificate,
  leftOut,
} from './g1-conditions.ts';
import { decisionDue, replyDue, reviewHoldUntil, supplyDue } from './g2-reviews.ts';

export const SECTION_G = section('G', 'Conditions prohibiting discontinuation', [
  clause('G.1', {
    title: 'When a home may not be turned off',
    rule: "A home is not turned off while three things hold together: closing would endanger somebody's health, the household cannot pay in the normal time, and it has agreed to a way to pay.",
    reading:
      'All three, not any of them. When one falls away, closing is possible from the next business day on. It is for residential accounts.',
    fn: conditionsOf,
  }),
  clause('G.1.a', {
    heading: true,
    title: 'Medical condition',
    rule: 'A medical certificate is on file.',
    reading: 'A certificate counts for twelve months from its date; then the city asks for a new one.',
    fn: lastingCertificate,
  }),
  clause('G.1.a.i', {
    title: 'Medical certificate',
    rule: 'A primary care provider certifies that closing threatens the life, or seriously the health, of somebody who lives there.',
    reading: 'A tenant of the customer may file it too. The city keeps the date and nothing of the illness.',
    fn: certificateCounts,
  }),
  clause('G.1.b', {
    heading: true,
    title: 'Financial condition',
    rule: 'The household has shown that it cannot pay within the normal time.',
    fn: cannotPay,
  }),
  clause('G.1.b.i', {
    title: 'Who cannot pay',
    rule: 'Somebody in the household is on CalWORKs, CalFresh, general assistance, Medi-Cal, SSI/SSP or California WIC, or the household declares an income under twice the federal poverty level.',
    reading:
      'Exactly twice the level is too much. The signed declaration is enough. The evidence counts for twelve months.',
    fn: cannotPayThrough,
  }),
  clause('G.1.c', {
    heading: true,
    title: 'Willing to agree',
    rule: 'The customer agrees to one of the four arrangements.',
    reading:
      'State law asks for willingness: an offer that the city has made counts until it lapses, after seven calendar days.',
    fn: isAgreement,
  }),
  clause('G.1.c.i', {
    title: 'Everything delinquent is covered',
    rule: 'The agreement is in writing, is one of the four kinds, and covers every delinquent charge.',
    reading: 'A bill that becomes delinquent later and is not covered ends the protection; I.7 governs it.',
    fn: leftOut,
  }),
  clause('G.2', {
    title: 'Papers, and their review',
    rule: "It is for the customer to show the conditions, better early. The water stays on while the city reviews the papers and while the customer's time to add to them runs.",
    reading: 'A certificate alone also starts the review. While the city is late, the water stays on.',
    fn: reviewHoldUntil,
  }),
  clause('G.2-a', {
    title: 'Seven days to answer',
    rule: 'Within seven calendar days after the papers came, the city asks for more or offers terms.',
    fn: replyDue,
  }),
  clause('G.2-b', {
    title: 'Five days to add',
    rule: "The customer has five calendar days after the city's question came to send what is missing.",
    reading:
      'A question on the portal comes the same day; a letter is presumed to come three days after it was mailed.',
    fn: supplyDue,
  }),
  clause('G.2-c', {
    title: 'Five days to decide',
    rule: 'Within five calendar days after that, the city writes whether the customer is eligible, with the terms.',
    fn: decisionDue,
  }),
]);
