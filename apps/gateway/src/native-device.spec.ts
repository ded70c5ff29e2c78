import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { ack, alarm, birth, command, commandSigningText, reading, status } from '@curbstop/contracts';
import { litresOf } from '@curbstop/core';
import { z } from 'zod';

const FOLDER = new URL('../../../devices/curbstop/native/', import.meta.url);
const SCHEMAS = {
  'up/reading': reading,
  'up/status': status,
  'up/alarm': alarm,
  'up/ack': ack,
  'up/birth': birth,
  'down/cmd': command,
} as const;

const examples = z
  .array(
    z.object({
      description: z.string(),
      message: z.enum(Object.keys(SCHEMAS) as [keyof typeof SCHEMAS, ...(keyof typeof SCHEMAS)[]]),
      valid: z.boolean(),
      body: z.record(z.string(), z.unknown()),
      litres: z.int().optional(),
      keyHex: z.string().optional(),
      signed: z.string().optional(),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('examples.json', FOLDER), 'utf8')));
const profile = z
  .object({ messages: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(new URL('profile.json', FOLDER), 'utf8')));

describe('the folder of the native device', () => {
  it.each(examples.map((example) => [example.description, example] as const))('%s', (_, each) => {
    expect(SCHEMAS[each.message].safeParse(each.body).success).toBe(each.valid);
    if (each.litres !== undefined) {
      const read = reading.parse(each.body);
      expect(litresOf(read.register, read.unit)).toBe(each.litres);
    }
    if (each.keyHex !== undefined) {
      const sent = command.parse(each.body);
      expect(commandSigningText(sent)).toBe(each.signed);
      const sig = createHmac('sha256', Buffer.from(each.keyHex, 'hex')).update(commandSigningText(sent)).digest('hex');
      expect(sent.sig).toBe(sig);
    }
  });

  // Makers of devices read these files; UPDATE_SCHEMAS=1 writes them anew from the contracts.
  it.each(Object.entries(SCHEMAS))('%s: its JSON Schema says what the contracts say', (message, schema) => {
    const path = new URL(profile.messages[message] ?? '', FOLDER);
    const wanted: unknown = JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input' })));
    if (process.env['UPDATE_SCHEMAS'] === '1') writeFileSync(path, `${JSON.stringify(wanted, null, 2)}\n`);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(wanted);
  });
});
