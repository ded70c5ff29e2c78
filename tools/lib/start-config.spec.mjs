import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDataFolder, readStartConfig } from './start-config.mjs';

const read = (env, args = []) => readStartConfig(env, args, '/checkout');

describe('what npm start is told', () => {
  it('needs nothing', () => {
    expect(read({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      mqttHost: '127.0.0.1',
      dataFolder: '/checkout/.data',
      empty: false,
    });
    expect(read({ PORT: ' ', CURBSTOP_DATA: '', DATABASE_URL: '' })).toEqual(read({}));
  });

  it('takes its variables and its flag', () => {
    const env = {
      PORT: '8080',
      CURBSTOP_DATA: '/srv/curbstop',
      DATABASE_URL: 'postgres://a:b@db/x',
      REDIS_URL: 'rediss://r:6380',
      MQTT_URL: 'mqtts://g:p@m:8883',
      HOST: '0.0.0.0',
      MQTT_PORT: '1884',
      MQTT_HOST: '::1',
      POSTGRES_PORT: '5433',
    };
    expect(read(env, ['--empty'])).toEqual({
      port: 8080,
      dataFolder: '/srv/curbstop',
      databaseUrl: env.DATABASE_URL,
      redisUrl: env.REDIS_URL,
      mqttUrl: env.MQTT_URL,
      host: '0.0.0.0',
      mqttPort: 1884,
      mqttHost: '::1',
      postgresPort: 5433,
      empty: true,
    });
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000x'],
    ['PORT', '0x10'],
    ['MQTT_PORT', '70000'],
    ['POSTGRES_PORT', 'x'],
    ['DATABASE_URL', 'mysql://db/x'],
    ['DATABASE_URL', 'db'],
    ['REDIS_URL', 'http://r'],
    ['MQTT_URL', 'mqtt:'],
    ['MQTT_URL', 'ws://m'],
  ])('refuses %s=%s in one sentence that names it', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(new RegExp(`^${name} [^\\n]+\\.$|^${name} [^\\n]+$`));
  });

  it('refuses one port for two, and names both', () => {
    expect(() => read({ PORT: '1883', MQTT_PORT: '1883' })).toThrow('PORT and MQTT_PORT are both 1883');
    expect(() => read({ POSTGRES_PORT: '3000' })).toThrow('PORT and POSTGRES_PORT are both 3000');
  });

  it('never repeats a password', () => {
    expect(() => read({ DATABASE_URL: 'mysql://u:hunter2@db/x' })).not.toThrow(/hunter2/);
  });

  it('refuses a flag it does not know', () => {
    expect(() => read({}, ['--emtpy'])).toThrow('npm start knows no --emtpy');
  });
});

describe('the data folder', () => {
  let folder;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'curbstop-spec-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made, with what lies above it, and may be there', async () => {
    await prepareDataFolder(join(folder, 'a/b/c'));
    await prepareDataFolder(join(folder, 'a/b/c'));
  });

  it('is refused where a file is in the way', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(prepareDataFolder(join(folder, 'file'))).rejects.toThrow('cannot be used');
    await expect(prepareDataFolder(join(folder, 'file/below'))).rejects.toThrow('cannot be used');
  });

  it('is refused where no folder can be made', async () => {
    await expect(prepareDataFolder('/proc/curbstop/data')).rejects.toThrow('cannot be used');
  });
});
