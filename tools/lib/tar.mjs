// Just as much of the tar format (POSIX ustar) as a backup needs: files with names, sizes and contents, one after the
// other, so that a backup can be opened without Curbstop too.
const BLOCK = 512;
/** Where a header holds what; lengths in bytes. */
const FIELD = { name: [0, 100], mode: [100, 8], size: [124, 12], time: [136, 12], sum: [148, 8] };

const padded = (size) => Math.ceil(size / BLOCK) * BLOCK;

function header(name, size, seconds) {
  if (Buffer.byteLength(name) >= FIELD.name[1]) throw new RangeError(`${name} is too long a name for a backup.`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value, [at, length]) => block.write(value.toString(8).padStart(length - 1, '0'), at, 'ascii');
  block.write(name, FIELD.name[0], 'utf8');
  octal(0o600, FIELD.mode);
  octal(0, [108, 8]);
  octal(0, [116, 8]);
  octal(size, FIELD.size);
  octal(seconds, FIELD.time);
  block.write('0ustar\x0000', 156, 'latin1');
  block.fill(' ', FIELD.sum[0], FIELD.sum[0] + FIELD.sum[1]);
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    [FIELD.sum[0], 7],
  );
  return block;
}

/** One file as it stands in the archive. */
export function entry(name, content, at) {
  return Buffer.concat([
    header(name, content.length, Math.floor(at / 1000)),
    content,
    Buffer.alloc(padded(content.length) - content.length),
  ]);
}

/** What an archive ends with. */
export const END = Buffer.alloc(2 * BLOCK);

/** What is no archive of ours, or breaks off. */
export class Damaged extends Error {}

/** Reads so many bytes at a time from a stream of chunks. */
function reader(chunks) {
  const iterator = chunks[Symbol.asyncIterator]();
  let rest = Buffer.alloc(0);
  return {
    async take(size) {
      const parts = [rest];
      for (let have = rest.length; have < size;) {
        const { done, value } = await iterator.next();
        if (done) throw new Damaged('it breaks off');
        parts.push(value);
        have += value.length;
      }
      const all = parts.length === 1 ? rest : Buffer.concat(parts);
      rest = all.subarray(size);
      return all.subarray(0, size);
    },
    /** Reads to the end: whoever packed the stream says only there whether it is whole. */
    async finish() {
      for (let step = await iterator.next(); !step.done;) step = await iterator.next();
    },
  };
}

function parse(block, limit) {
  const text = ([at, length]) => block.toString('utf8', at, at + length).replace(/\0.*$/s, '');
  const sum = parseInt(text(FIELD.sum), 8);
  const plain = Buffer.from(block);
  plain.fill(' ', FIELD.sum[0], FIELD.sum[0] + FIELD.sum[1]);
  const right = plain.reduce((all, byte) => all + byte, 0) === sum;
  const size = parseInt(text(FIELD.size), 8);
  if (!right || !Number.isSafeInteger(size) || size > limit) throw new Damaged('it is not a backup of Curbstop');
  return { name: text(FIELD.name), size };
}

/** The files of an archive, in order; refuses one that is larger than `limit` bytes. */
export async function* entries(chunks, limit) {
  const input = reader(chunks);
  for (;;) {
    const block = await input.take(BLOCK);
    if (block.every((byte) => byte === 0)) {
      await input.finish();
      return;
    }
    const { name, size } = parse(block, limit);
    const content = (await input.take(padded(size))).subarray(0, size);
    yield { name, content };
  }
}
