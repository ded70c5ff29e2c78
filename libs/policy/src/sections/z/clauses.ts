import { clause, section } from '../../clauses/clause-entry.ts';
import { READINGS_Z } from './readings.ts';
import { answersForService, hasResidentialProtections, runsBilling, policyOfBill } from './z-opening.ts';
import { floorRefusal } from './z2-floor.ts';
import { linkRefusal, phoneRefusal, untranslatedRefusal } from './z5-notices.ts';

export const SECTION_Z = section('Z', 'Opening', READINGS_Z, [
  clause('Z.1', {
    title: 'Billing procedures',
    source: 'Policy Objective, bullet 1',
    sentences: ['The policy lays down how the department bills for utility service, and makes it clear.'],
    readings: [16],
    fn: policyOfBill,
  }),
  clause('Z.2', {
    title: 'State law on shut-offs',
    source: 'Policy Objective, bullet 2',
    sentences: [
      'The policy keeps the Water Shutoff Protection Act, Senate Bill 998, on ending residential water service.',
      'That act was approved on September 28, 2018 and has been in effect since February 1, 2020.',
    ],
    readings: [17, 18],
    fn: floorRefusal,
  }),
  clause('Z.3', {
    title: 'Who answers for fair service',
    source: 'Assignment of Responsibility, bullet 1',
    sentences: ['The Administrative Services Director sees to it that residents are served fairly and with courtesy.'],
    fn: answersForService,
  }),
  clause('Z.4', {
    title: 'Who runs billing',
    source: 'Assignment of Responsibility, bullet 2',
    sentences: [
      'The Assistant Director of Finance oversees how the billing procedures are carried out.',
      'They are the handling of payments, the upkeep of water accounts, requests for service, billing and delinquency, returned checks and bank debits.',
    ],
    readings: [19],
    fn: runsBilling,
  }),
  clause('Z.5', {
    title: 'All staff follow it; the telephone',
    source: 'Assignment of Responsibility, bullet 3',
    sentences: [
      'Everyone who works in finance keeps to this policy.',
      'The public reaches them at the telephone number that the policy names.',
    ],
    readings: [20],
    fn: phoneRefusal,
  }),
  clause('Z.6', {
    title: 'The policy is public',
    source: 'Assignment of Responsibility, bullet 4',
    sentences: ["The public can read this policy on the websites of the city's water billing and water department."],
    readings: [21],
    fn: linkRefusal,
  }),
  clause('Z.7', {
    title: 'In the languages of the city',
    source: 'Assignment of Responsibility, bullet 4, sub-bullet',
    sentences: [
      'The policy can be had in English, Spanish, Chinese, Tagalog, Vietnamese and Korean.',
      'It can also be had in every language that at least a tenth of the customers of the service area speak.',
    ],
    readings: [22],
    fn: untranslatedRefusal,
  }),
  clause('Z.8', {
    title: 'All water accounts',
    source: 'Assignment of Responsibility, bullet 5',
    sentences: [
      'The policy is for every water account, when it is not paid.',
      'Whoever needs help to pay, or one of the arrangements that keep the water on, can call the city.',
    ],
    readings: [23],
    fn: hasResidentialProtections,
  }),
]);
