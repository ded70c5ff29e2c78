// Ports that are ours from the moment they are chosen.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child.mjs';
import { HeldPort, SOCKET_FD, holdFirst } from './held-port.mjs';
import { freePort, pause, tryPort } from './plain.mjs';

const of = (port, more = {}) => ({ port, host: '127.0.0.1', protocol: 'http', variable: 'PORT', ...more });

/** What a server says to whoever comes. */
const ask = (port, question = 'GET / HTTP/1.1\r\n\r\n') =>
  new Promise((done, failed) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(question));
    socket.on('data', (chunk) => (said += chunk));
    socket.once('error', failed);
    socket.once('close', () => done(said));
  });

describe('a held port', () => {
  let folder;
  const held = [];
  const children = [];
  const hold = async (port, more) => {
    const made = new HeldPort(of(port, more));
    held.push(made);
    await made.hold();
    return made;
  };
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'curbstop-spec-'))));
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.stop(100)));
    for (const port of held.splice(0)) port.release();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is taken for everybody else, and tells whoever comes too early to come again', async () => {
    const port = await freePort();
    await hold(port);
    expect(await tryPort(port)).toBeUndefined();
    const answer = await ask(port);
    expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer).toContain('retry-after: 5');
  });

  it('that another program has is named with the setting that chooses another', async () => {
    const other = createServer();
    await new Promise((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address();
    await expect(hold(port, { variable: 'MQTT_PORT' })).rejects.toThrow(
      `Port ${port} is in use by another program: set MQTT_PORT to a free one.`,
    );
    const first = await holdFirst({ ...of(0), from: port, tries: 20 });
    held.push(first);
    expect(first.port).toBeGreaterThan(port);
    await new Promise((done) => other.close(done));
  });

  it('at an address that this machine has not is refused in words', async () => {
    await expect(hold(8080, { host: '192.0.2.1' })).rejects.toThrow('192.0.2.1 is no address of this machine');
  });

  it('goes to its program as an open socket, and is ours again when the program dies', async () => {
    const port = await hold(await freePort());
    const script = join(folder, 'program.mjs');
    writeFileSync(
      script,
      `import { createServer } from 'node:net';
       createServer((socket) => socket.end(process.pid + ' serves')).listen({ fd: Number(process.env.CURBSTOP_LISTEN_FD) },
         () => process.send({ ready: true }));`,
    );
    const said = [];
    const say = (line) => said.push(line);
    const child = new Child({ name: 'program', script, env: process.env, logFolder: folder, say, port });
    children.push(child);
    await child.start();
    const { pid } = child;
    expect(await ask(port.port)).toBe(`${pid} serves`);
    expect(await tryPort(port.port)).toBeUndefined();
    process.kill(pid, 'SIGKILL');
    while (said.length < 1) await pause(5);
    // Until the program is back, nobody else can have it.
    while (said.length < 2) {
      expect(await tryPort(port.port)).toBeUndefined();
      await pause(5);
    }
    expect(said[1]).toBe('program is up again.');
    expect(await ask(port.port)).toBe(`${child.pid} serves`);
    expect(SOCKET_FD).toBe(4);
  });

  it('is nobody’s when its holder is killed', async () => {
    const port = await freePort();
    const code = `import { HeldPort } from ${JSON.stringify(join(import.meta.dirname, 'held-port.mjs'))};
      await new HeldPort(${JSON.stringify(of(port))}).hold(); console.log('held'); setInterval(() => 0, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((done) => holder.stdout.once('data', done));
    expect(await tryPort(port)).toBeUndefined();
    const ended = new Promise((done) => holder.once('exit', done));
    holder.kill('SIGKILL');
    await ended;
    expect(await tryPort(port)).toBe(port);
  });
});
