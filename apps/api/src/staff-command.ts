import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { ROLES, role } from '@curbstop/contracts';
import type { Actor, StaffAccount } from '@curbstop/contracts';
import {
  addStaff,
  changeStaff,
  CityClock,
  listStaff,
  openDatabase,
  readEnvironment,
  resetPassword,
  resetTwoStep,
  variable,
} from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { run } from './complain.ts';
import { ConfigError } from './config.ts';

const USE = `npm run staff -- list
npm run staff -- add USERNAME --name NAME --roles ROLE[,ROLE] [--crew NUMBER]
npm run staff -- disable USERNAME
npm run staff -- enable USERNAME
npm run staff -- reset-password USERNAME
npm run staff -- reset-two-step USERNAME
Roles: ${ROLES.join(', ')}.`;

const COMMAND_LINE: Actor = { kind: 'system', part: 'billing' };

interface Options {
  readonly name?: string | undefined;
  readonly roles?: string | undefined;
  readonly crew?: string | undefined;
}

function rolesIn(text: string | undefined): z.output<typeof role>[] {
  const roles = z
    .array(role)
    .min(1)
    .safeParse(text?.split(/[\s,]+/).filter((part) => part !== ''));
  if (!roles.success) throw new ConfigError(`--roles takes one or more of: ${ROLES.join(', ')}.`);
  return roles.data;
}

function crewIn(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new ConfigError('--crew takes the number of a crew, as 3.');
  return Number(text);
}

const lineOf = ({ username, name, roles, enabled, twoStep }: StaffAccount): string =>
  [username, name, roles.join(','), enabled ? 'enabled' : 'disabled', twoStep ? 'two-step' : 'one step'].join('\t');

async function carryOut(source: DataSource, [command, username, ...more]: string[], options: Options, now: Instant) {
  if (command === 'list' && username === undefined) return (await listStaff(source)).map(lineOf);
  if (username === undefined || more.length > 0) throw new ConfigError(USE);
  if (command === 'add') {
    const roles = rolesIn(options.roles);
    const member = { username, name: options.name ?? username, roles, crewId: crewIn(options.crew) };
    return [`One-time password of ${username}, shown only now: ${await addStaff(source, member, COMMAND_LINE, now)}`];
  }
  const member = (await listStaff(source)).find((each) => each.username.toLowerCase() === username.toLowerCase());
  if (!member) throw new ConfigError(`Nobody has the user name ${username}. npm run staff -- list shows them.`);
  const { staffId } = member;
  switch (command) {
    case 'disable':
    case 'enable':
      await changeStaff(source, { ...member, version: null, enabled: command === 'enable' }, COMMAND_LINE, now);
      return [`${member.username} is ${command}d.`];
    case 'reset-password': {
      const password = await resetPassword(source, { staffId, version: null }, COMMAND_LINE, now);
      return [`One-time password of ${member.username}, shown only now: ${password}`];
    }
    case 'reset-two-step':
      await resetTwoStep(source, { staffId, version: null }, COMMAND_LINE, now);
      return [`${member.username} signs in with the password alone until two-step sign-in is set up again.`];
    default:
      throw new ConfigError(USE);
  }
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { name: { type: 'string' }, roles: { type: 'string' }, crew: { type: 'string' } },
    });
  } catch (error) {
    throw new ConfigError(USE, { cause: error });
  }
}

// `npm run staff` adds, disables, enables and resets staff without a screen.
await run(async () => {
  const { values, positionals } = readArguments();
  const { DATABASE_URL } = readEnvironment(z.object({ DATABASE_URL: variable.databaseUrl }), process.env);
  const source = await openDatabase(DATABASE_URL);
  try {
    const clock = new CityClock(() => Date.now() as Instant);
    await clock.refresh(source);
    for (const line of await carryOut(source, positionals, values, clock.now())) console.log(line);
  } finally {
    await source.destroy();
  }
});
