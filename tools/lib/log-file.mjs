// A log file of bounded size that nothing can end: not a full disk, not a folder that went away. What cannot be written
// is counted and left out; the file says so once there is room again.
import { existsSync, renameSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
/** What waits for a slow disk; more than that is left out. */
const WAITING_LIMIT_BYTES = 1024 * 1024;
/** How often a disk without room is tried again. */
const RETRY_MS = 2_000;
/** Last bytes kept in memory, for whoever says why a program ended. */
const TAIL_CHARACTERS = 8_000;

const REASONS = { ENOSPC: 'the disk is full', EDQUOT: 'the disk quota is used up', EROFS: 'the disk is read-only' };
const reasonOf = (error) => REASONS[error.code] ?? error.message;

/** Appends to one file; past its limit the file becomes `<path>.old` and a new one begins. */
export class LogFile {
  /** The end of what was written, also of what no disk took. */
  tail = '';
  #path;
  #limit;
  #say;
  #retry;
  #handle;
  #size = 0;
  #waiting = [];
  #waitingBytes = 0;
  #lostBytes = 0;
  #retryAt = 0;
  #working;

  /** @param {object} of `say` is told once that the log cannot be written, and once that it can be again */
  constructor({ path, say = () => undefined, limit = LOG_LIMIT_BYTES, retryMs = RETRY_MS }) {
    this.#path = path;
    this.#limit = limit;
    this.#say = say;
    this.#retry = retryMs;
  }

  write(chunk) {
    const bytes = Buffer.from(chunk);
    this.tail = (this.tail + bytes.toString()).slice(-TAIL_CHARACTERS);
    if (performance.now() < this.#retryAt || this.#waitingBytes + bytes.length > WAITING_LIMIT_BYTES) {
      this.#lostBytes += bytes.length;
      return;
    }
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    this.#go();
  }

  /** Writes what waits and closes the file. */
  async close() {
    while (this.#working) await this.#working;
    await this.#drop();
  }

  #go() {
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
      // What came after the last look.
      if (this.#waiting.length > 0) this.#go();
    });
  }

  async #work() {
    while (this.#waiting.length > 0) {
      const bytes = Buffer.concat(this.#waiting.splice(0));
      this.#waitingBytes = 0;
      try {
        await this.#append(bytes);
      } catch (error) {
        if (this.#lostBytes === 0)
          this.#say(
            `The log ${this.#path} cannot be written: ${reasonOf(error)}. What is said until then is not kept.`,
          );
        this.#lostBytes += bytes.length;
        this.#retryAt = performance.now() + this.#retry;
        await this.#drop();
      }
    }
  }

  async #append(bytes) {
    await this.#ready(bytes.length);
    if (this.#lostBytes > 0) {
      await this.#put(Buffer.from(`(${this.#lostBytes} bytes were left out here: they could not be written.)\n`));
      this.#lostBytes = 0;
      this.#say(`The log ${this.#path} is written again.`);
    }
    await this.#put(bytes);
  }

  /** Opens the file, in place of one that has no room for so many bytes more. */
  async #ready(length) {
    const full = this.#handle ? this.#size + length > this.#limit : false;
    if (full) await this.#drop();
    if (this.#handle) return;
    const found = existsSync(this.#path) ? statSync(this.#path) : undefined;
    const size = found?.isFile() ? found.size : 0;
    if (size > 0 && size + length > this.#limit) renameSync(this.#path, `${this.#path}.old`);
    this.#handle = await open(this.#path, 'a', 0o600);
    this.#size = (await this.#handle.stat()).size;
  }

  async #put(bytes) {
    // `appendFile` goes on after a part was written, and fails with what the disk says.
    await this.#handle.appendFile(bytes);
    this.#size += bytes.length;
  }

  async #drop() {
    const handle = this.#handle;
    this.#handle = undefined;
    try {
      await handle?.close();
    } catch (error) {
      // A disk may say only now that it had no room.
      this.#retryAt = performance.now() + this.#retry;
      if (this.#lostBytes === 0) this.#say(`The log ${this.#path} could not be closed: ${reasonOf(error)}.`);
    }
  }
}
