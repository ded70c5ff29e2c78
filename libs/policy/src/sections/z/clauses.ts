import { clause, section } from '../../clauses/clause-entry.ts';
import { answersForService, hasResidentialProtections, runsBilling, termsOfBill } from './z-opening.ts';
import { floorRefusal } from './z2-floor.ts';
import { linkRefusal, phoneRefusal, untranslatedRefusal } from './z5-notices.ts';

export const SECTION_Z = section('Z', 'Opening', [
  clause('Z.1', {
    title: 'Billing procedures',
    rule: 'The policy sets out how water is billed. A bill keeps the rules that were in force on its bill date.',
    reading: 'A change of the policy is a new version with a first day; it changes no bill that is out already.',
    fn: termsOfBill,
  }),
  clause('Z.2', {
    title: 'State law on shut-offs',
    rule: 'The city keeps to SB 998: a home is not turned off before the time, the notice and the help that state law gives.',
    reading:
      'The policy cites the Government Code for SB 998; the law stands in the Health and Safety Code from 116900 on. No city may set less than it gives.',
    fn: floorRefusal,
  }),
  clause('Z.3', {
    title: 'Who answers for fair service',
    rule: 'The Administrative Services Director answers for fair service and may decide an appeal that goes further.',
    fn: answersForService,
  }),
  clause('Z.4', {
    title: 'Who runs billing',
    rule: 'The Assistant Director of Finance runs billing, and alone gives back the right to extensions or to pay by check.',
    reading: '"Assistant Finance Director" in H.3.b is the same person.',
    fn: runsBilling,
  }),
  clause('Z.5', {
    title: 'All staff follow it; the telephone',
    rule: "Everyone in finance follows this policy. Every notice shows the billing office's telephone.",
    fn: phoneRefusal,
  }),
  clause('Z.6', {
    title: 'The policy is public',
    rule: 'Anyone can read the policy on the web, without signing in, and every notice says where.',
    fn: linkRefusal,
  }),
  clause('Z.7', {
    title: 'In the languages of the city',
    rule: 'The policy is published in English, Spanish, Chinese, Tagalog, Vietnamese and Korean, and in any language of a tenth of the people here.',
    reading:
      'The policy counts customers, the law counts residents: a language that either of them reaches is included.',
    fn: untranslatedRefusal,
  }),
  clause('Z.8', {
    title: 'All water accounts',
    rule: 'Every water account that is not paid follows the same dates. The help for illness, low income and tenants is for homes.',
    reading: 'The dates are for all; the protections of state law and of section G are for residential accounts only.',
    fn: hasResidentialProtections,
  }),
]);
