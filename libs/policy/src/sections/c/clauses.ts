import { clause, section } from '../../clauses/clause-entry.ts';
import { isStateExempt, penalty, receivedInTime } from './c1-late-charge.ts';
import { lowIncomeWaiver, mayWaiveAsCourtesy } from './c1a-waivers.ts';
import { declaresLowIncome, isOnProgram } from './c1b-low-income.ts';

export const SECTION_C = section('C', 'Delinquent accounts', [
  clause('C.1', {
    title: 'Late charge and reminder',
    rule: 'Of what is unpaid of a bill after its due date a late charge of ten per cent is made on the next day, and a reminder goes out.',
    reading:
      'The charge is made at ten in the morning, after the drop box is emptied, and on a closed day the business day after; it is dated the 43rd day in any case. It is taken of the bill alone, not of earlier late charges. A payment posted later that counts from the due date or before takes it back. Nothing is charged on what an arrangement signed by the due date covers.',
    fn: penalty,
  }),
  clause('C.1.a', {
    title: 'Courtesy waiver',
    rule: 'Once in twelve months the city may waive a late charge when the customer asks for it.',
    reading: 'A clerk decides and writes down why. The twelve months run from the day of the waiver.',
    fn: mayWaiveAsCourtesy,
  }),
  clause('C.1.b', {
    heading: true,
    title: 'Low-income waiver',
    rule: 'A late charge of a household with a low income is waived.',
    reading: 'It is waived by itself when the evidence is verified, and before a courtesy waiver is used.',
    fn: lowIncomeWaiver,
  }),
  clause('C.1.b.i', {
    title: 'A member of the household is on a program',
    rule: 'Once in twelve months the late charge is waived when somebody in the household is on CalWORKs, CalFresh, general assistance, Medi-Cal, SSI or SSP, or WIC.',
    reading: 'The program must run on the day of the late charge.',
    fn: isOnProgram,
  }),
  clause('C.1.b.ii', {
    title: 'A declared low income',
    rule: 'The same holds when the household declares an income of less than twice the federal poverty level.',
    reading: 'Exactly twice the level does not qualify. The signed declaration is enough.',
    fn: declaresLowIncome,
  }),
  clause('C.1.c', {
    heading: true,
    title: 'State of California',
    rule: 'Accounts of the State of California are exempt.',
    reading: 'Counties, cities and districts are not the State.',
    fn: isStateExempt,
  }),
  clause('C.1.c.i', {
    title: 'No notice and no late charge for the State',
    rule: 'An account of the State gets no delinquent notice and no late charge.',
    reading: 'It is not put on the turn-off list either: a supervisor looks at it on the 60th day.',
    fn: isStateExempt,
  }),
  clause('C.2', {
    title: 'When a delinquent bill must be here',
    rule: 'A delinquent bill is paid in person or on the website by the 60th day. A postmark does not count.',
    reading: 'What counts is when the city has the payment. A letter that is here in time is in time.',
    fn: receivedInTime,
  }),
]);
