import type { Command } from './messages.ts';
import { command, commandSigningText } from './messages.ts';

describe('the text that a command is signed as', () => {
  const sent = command.parse({
    v: 2,
    device: 'V1',
    id: '7f9d2f9e-2f0c-4b1e-9d3a-6a1f0c2b3d4e',
    seq: 6,
    action: 'close',
    notBefore: 1_773_684_000_000,
    expiresAt: 1_773_705_600_000,
    precondition: { valve: 'open' },
    sig: '0'.repeat(64),
  });
  const changed: Record<keyof Omit<Command, 'sig'>, unknown> = {
    v: 3,
    device: 'V2',
    id: '7f9d2f9e-2f0c-4b1e-9d3a-6a1f0c2b3d4f',
    seq: 7,
    action: 'open',
    notBefore: 1_773_684_000_001,
    expiresAt: 1_773_705_600_001,
    precondition: { valve: 'closed' },
  };

  it('names every field that a command has', () => {
    expect(Object.keys(changed).sort()).toEqual(
      Object.keys(command.shape)
        .filter((name) => name !== 'sig')
        .sort(),
    );
  });

  it.each(Object.entries(changed))('is another one when %s is', (name, value) => {
    expect(commandSigningText({ ...sent, [name]: value } as Command)).not.toBe(commandSigningText(sent));
  });

  it('is another one when the precondition is taken out', () => {
    expect(commandSigningText({ ...sent, precondition: undefined })).not.toBe(commandSigningText(sent));
  });
});
