// The file of a backup: a tar.gz with the folder's files, a manifest, and the rows of each table in pieces,
// and the SHA-256 of everything last. Written and read as a stream, so that the size of a city does not matter.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { Complaint, exists } from './plain.mjs';
import { Damaged, END, entries, entry } from './tar.mjs';

const SUMS = 'SHA256SUMS';
/** The rows of a table are cut into pieces of about so many bytes; one row may be larger. */
export const PIECE_BYTES = 4 * 1024 * 1024;
/** More than any piece: one row and its column take up to 1 GB in PostgreSQL, and ours far less. */
const LIMIT_BYTES = 256 * 1024 * 1024;

const sumOf = (content) => createHash('sha256').update(content).digest('hex');

/** Writes a backup beside its place and moves it there whole. Only its owner may read it. */
export class BackupWriter {
  #sums = [];
  #gzip = createGzip();
  #failed;

  constructor(path) {
    this.path = path;
    this.unfinished = `${path}.unfinished`;
  }

  async open() {
    if (await exists(this.path)) throw new Complaint(`${this.path} is there already: name a new file.`);
    await rm(this.unfinished, { force: true });
    this.file = createWriteStream(this.unfinished, { flags: 'wx', mode: 0o600 });
    this.file.on('error', (error) => {
      this.#failed ??= error;
      this.#gzip.destroy(error);
    });
    this.#gzip.on('error', (error) => (this.#failed ??= error));
    this.#gzip.pipe(this.file);
    await once(this.file, 'open');
  }

  async #put(bytes) {
    if (this.#failed) throw this.#failed;
    if (this.#gzip.write(bytes)) return;
    await new Promise((done) => {
      const go = () => {
        this.#gzip.off('drain', go).off('close', go);
        done();
      };
      this.#gzip.on('drain', go).on('close', go);
    });
    if (this.#failed) throw this.#failed;
  }

  async add(name, content) {
    this.#sums.push(`${sumOf(content)}  ${name}`);
    await this.#put(entry(name, content, Date.now()));
  }

  /** Ends the file, has it on the disk, and gives it its name. */
  async finish() {
    await this.#put(entry(SUMS, Buffer.from(`${this.#sums.join('\n')}\n`), Date.now()));
    this.#gzip.end(END);
    await finished(this.file);
    if (this.#failed) throw this.#failed;
    const file = await open(this.unfinished);
    await file.sync();
    await file.close();
    await rename(this.unfinished, this.path);
  }

  async abandon() {
    this.#gzip.destroy();
    this.file?.destroy();
    await rm(this.unfinished, { force: true });
  }
}

async function* pieces(path) {
  const file = createReadStream(path);
  const gunzip = createGunzip();
  file.on('error', (error) => gunzip.destroy(error));
  yield* entries(file.pipe(gunzip), LIMIT_BYTES);
}

/** The files of a backup, in order, without the list of sums. */
export async function* filesOf(path) {
  for await (const file of pieces(path)) if (file.name !== SUMS) yield file;
}

/** Reads a backup whole, and refuses one of which anything is missing or changed. Gives its manifest. */
export async function checkBackup(path) {
  const refuse = (why) => new Complaint(`${path} cannot be restored: ${why}. Nothing was changed.`);
  const found = [];
  let [manifest, sums] = [undefined, undefined];
  try {
    for await (const { name, content } of pieces(path)) {
      if (sums !== undefined) throw new Damaged('something follows its end');
      if (name === SUMS) sums = content.toString();
      else found.push(`${sumOf(content)}  ${name}`);
      if (name === 'manifest.json') manifest = JSON.parse(content.toString());
    }
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EISDIR'].includes(error.code))
      throw new Complaint(`${path} cannot be read: ${error.message}.`);
    if (error instanceof Damaged) throw refuse(error.message);
    if (error.code?.startsWith('Z_')) throw refuse('it is damaged, or not a backup of Curbstop');
    throw error;
  }
  if (sums === undefined) throw refuse('it breaks off');
  if (sums !== `${found.join('\n')}\n`) throw refuse('its contents do not fit its checksums');
  if (manifest?.curbstopBackup !== 1) throw refuse('it was made by another version of backups');
  return manifest;
}
