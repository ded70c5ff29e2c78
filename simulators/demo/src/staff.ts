import { createStaff, rows } from '@curbstop/core';
import type { Role } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';

/** Somebody who can sign in to the demo; passwords are the same everywhere, as the README says. */
export interface SignIn {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly role: Role;
  readonly crewId: number | null;
  /** Path of the app to begin with. */
  readonly path: string;
  readonly note: string;
}

const PASSWORD = 'curb-stop-demo';

/** In this order, so that ids are the same everywhere. */
export const SIGN_INS: readonly SignIn[] = [
  {
    username: 'admin',
    password: PASSWORD,
    name: 'Q. Adeyemi',
    role: 'admin',
    crewId: null,
    path: '/desk/',
    note: "turns the city's clock",
  },
  {
    username: 'dispatch',
    password: PASSWORD,
    name: 'M. Ferreira',
    role: 'dispatcher',
    crewId: null,
    path: '/dispatch/',
    note: "the day's list on the map",
  },
  {
    username: 'clerk',
    password: PASSWORD,
    name: 'P. Aldana',
    role: 'clerk',
    crewId: null,
    path: '/desk/',
    note: 'accounts and payments',
  },
  {
    username: 'crew1',
    password: PASSWORD,
    name: 'R. Maldonado',
    role: 'crew',
    crewId: 1,
    path: '/field/',
    note: 'tablet of crew 1',
  },
  {
    username: 'crew2',
    password: PASSWORD,
    name: 'T. Okafor',
    role: 'crew',
    crewId: 2,
    path: '/field/',
    note: 'tablet of crew 2',
  },
  {
    username: 'crew3',
    password: PASSWORD,
    name: 'J. Lindqvist',
    role: 'crew',
    crewId: 3,
    path: '/field/',
    note: 'tablet of crew 3',
  },
  {
    username: 'finance',
    password: PASSWORD,
    name: 'S. Whitlock',
    role: 'finance',
    crewId: null,
    path: '/desk/',
    note: 'the finance officer',
  },
  {
    username: 'supervisor',
    password: PASSWORD,
    name: 'D. Ibarra',
    role: 'supervisor',
    crewId: null,
    path: '/desk/',
    note: 'decides what a clerk may not',
  },
  {
    username: 'officer',
    password: PASSWORD,
    name: 'E. Castellanos',
    role: 'appeal-officer',
    crewId: null,
    path: '/desk/',
    note: 'decides appeals',
  },
  {
    username: 'manager',
    password: PASSWORD,
    name: 'L. Santos',
    role: 'city-manager',
    crewId: null,
    path: '/desk/',
    note: 'decides further appeals',
  },
  {
    username: 'director',
    password: PASSWORD,
    name: 'H. Lindholm',
    role: 'asst-director-finance',
    crewId: null,
    path: '/desk/',
    note: 'the Assistant Director of Finance',
  },
];

const CREWS = [
  { name: 'R. Maldonado', initials: 'RM', truck: 'Truck 14' },
  { name: 'T. Okafor', initials: 'TO', truck: 'Truck 07' },
  { name: 'J. Lindqvist', initials: 'JL', truck: 'Truck 22' },
] as const;
const WEEKDAYS = [1, 2, 3, 4, 5] as const;

/** Crews, their shifts, and who may sign in, as of `at`. */
export async function writeStaff(source: DataSource, at: Instant): Promise<void> {
  for (const crew of CREWS) {
    const [made] = await rows<{ id: number }>(
      source,
      'INSERT INTO crew (name, initials, truck) VALUES ($1, $2, $3) RETURNING id',
      [crew.name, crew.initials, crew.truck],
    );
    for (const weekday of WEEKDAYS) {
      await source.query("INSERT INTO shift (crew_id, weekday, from_time, to_time) VALUES ($1, $2, '07:00', '17:00')", [
        made?.id,
        weekday,
      ]);
    }
  }
  for (const signIn of SIGN_INS) {
    await createStaff(
      source,
      {
        username: signIn.username,
        name: signIn.name,
        password: signIn.password,
        roles: [signIn.role],
        crewId: signIn.crewId,
      },
      { kind: 'system', part: 'loader' },
      at,
    );
  }
}
