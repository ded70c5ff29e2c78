import type { Random } from './random.ts';

/** Invented people: no list of real residents is behind these. */
const FIRST = [
  'Ines',
  'Marlon',
  'Petra',
  'Dewi',
  'Hollis',
  'Amara',
  'Teodor',
  'Junko',
  'Silvan',
  'Rosalind',
  'Kofi',
  'Liesel',
  'Baptiste',
  'Yolanda',
  'Emeka',
  'Sunniva',
  'Rafael',
  'Thuy',
  'Min-seo',
  'Ligaya',
  'Andrés',
  'Mei',
  'Bao',
  'Celestine',
  'Orrin',
  'Wilhelmina',
  'Tomás',
  'Noor',
  'Ezra',
  'Ottilie',
  'Desmond',
  'Paloma',
  'Ingrid',
  'Calvin',
  'Soraya',
  'Leopold',
  'Marisol',
  'Hugo',
  'Anneke',
  'Darius',
  'Estelle',
  'Joaquín',
  'Kirsten',
  'Lucian',
  'Maeve',
  'Nikolai',
  'Odette',
  'Percival',
] as const;
const LAST = [
  'Calloway',
  'Brindle',
  'Ostrander',
  'Vangelis',
  'Tamsin',
  'Quillfeather',
  'Adeyemi',
  'Marchetti',
  'Lindqvist',
  'Okafor',
  'Ferreira',
  'Maldonado',
  'Aldana',
  'Nakagawa',
  'Thornbury',
  'Delacroix',
  'Pham',
  'Santos',
  'Villanueva',
  'Kwon',
  'Huang',
  'Reyes',
  'Castellanos',
  'Abernathy',
  'Winterbourne',
  'Haverford',
  'Zielinski',
  'Montague',
  'Osei',
  'Petrosyan',
  'Larkspur',
  'Halloran',
  'Espinoza',
  'Garrick',
  'Whitlock',
  'Ibarra',
  'Kessler',
  'Moreau',
  'Nyberg',
  'Oyelaran',
  'Prescott',
  'Quintero',
  'Rasmussen',
  'Sandoval',
  'Tremblay',
  'Underhill',
  'Vasquez',
  'Wexford',
  'Yamada',
  'Zamora',
] as const;
const TRADES = [
  'Hardware',
  'Bakery',
  'Dental Group',
  'Properties',
  'Market',
  'Auto Repair',
  'Storage',
  'Nursery',
  'Print Shop',
  'Cold Press',
] as const;

export function person(random: Random): string {
  return `${random.pick(FIRST)} ${random.pick(LAST)}`;
}

export function firm(random: Random): string {
  return `${random.pick(LAST)} ${random.pick(TRADES)}`;
}

/** Numbers that no telephone has: 555-0100 to 555-0199. */
export function phone(random: Random): string {
  return `(707) 555-01${String(random.whole(0, 99)).padStart(2, '0')}`;
}

const METER_NOTES = [
  'Box at the curb, left of the drive',
  'Box at the curb, right of the drive',
  'Meter at curb, left',
  'Meter in driveway',
  'Meter in front lawn',
  'Meter behind hedge',
  'Box beside the street tree',
  'Box under the oleander',
  'Lid is heavy, use the hook',
] as const;
const HAZARDS = [
  'Dog in the side yard',
  'Dog in the front yard',
  'Blind driveway, park on the street',
  'Wasps in the box last summer',
] as const;

export function meterNote(random: Random): string {
  return random.pick(METER_NOTES);
}

export function hazard(random: Random): string {
  return random.chance(0.06) ? random.pick(HAZARDS) : '';
}
