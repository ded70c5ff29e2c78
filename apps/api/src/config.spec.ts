import { ConfigError, readConfig } from './config.ts';

const good = { DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/curbstop' };

describe('the configuration', () => {
  it('takes the defaults', () => {
    expect(readConfig({ ...good, PORT: '', CURBSTOP_SECRET: undefined })).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      listenFd: null,
      queueUrl: good.DATABASE_URL,
      profile: 'glendora',
      demo: false,
      secret: null,
      trustProxy: [],
    });
  });

  it('takes what is given', () => {
    const given = {
      ...good,
      PORT: '0',
      QUEUE_URL: 'redis://r:6379',
      TRUST_PROXY: '10.0.0.0/8, ::1',
      CURBSTOP_DATA: '/srv/x',
    };
    expect(readConfig({ ...given, CURBSTOP_DEMO: '1', CURBSTOP_SECRET: 's'.repeat(32) })).toMatchObject({
      port: 0,
      queueUrl: 'redis://r:6379',
      trustProxy: ['10.0.0.0/8', '::1'],
      dataFolder: '/srv/x',
      demo: true,
    });
  });

  it.each([
    ['https://tiles.example/v1/{z}/{x}/{y}.png?key=k', 'https://tiles.example'],
    ['http://10.0.0.7:8080/{z}/{x}/{y}', 'http://10.0.0.7:8080'],
    ['/tiles/{z}/{x}/{y}.png', "'self'"],
  ])('takes map tiles from %s', (url, origin) => {
    expect(readConfig({ ...good, MAP_TILE_URL: url, MAP_TILE_ATTRIBUTION: ' City GIS ' }).tiles).toEqual({
      url,
      origin,
      attribution: 'City GIS',
    });
    expect(readConfig({ ...good, MAP_TILE_URL: '', MAP_TILE_ATTRIBUTION: 'City GIS' }).tiles).toBeNull();
  });

  it.each([
    ['DATABASE_URL', undefined, 'is not set'],
    ['DATABASE_URL', 'mysql://here', 'PostgreSQL'],
    ['QUEUE_URL', 'amqp://here', 'Redis or PostgreSQL'],
    ['PORT', '65536', '0 to 65535'],
    ['PORT', 'http', '0 to 65535'],
    ['PORT', '-1', '0 to 65535'],
    ['HOST', 'a b', 'listen on'],
    ['TRUST_PROXY', 'everyone', 'proxies'],
    ['CURBSTOP_PROFILE', 'atlantis', 'glendora'],
    ['CURBSTOP_DEMO', 'yes', 'must be 1'],
    ['CURBSTOP_DEMO', '1', 'CURBSTOP_SECRET is not set'],
    ['CURBSTOP_SECRET', 'short', 'at least 32'],
    ['MAP_TILE_URL', 'tiles.example/{z}/{x}/{y}.png', 'must be the address of map tiles'],
    ['MAP_TILE_URL', 'https://tiles.example/{z}/{x}.png', '{z}/{x}/{y}'],
    ['MAP_TILE_URL', 'https://{x}.tiles.example/{z}/{x}/{y}.png', '{z}/{x}/{y}'],
    ['MAP_TILE_URL', 'https://{s}.tiles.example/{z}/{x}/{y}.png', '{z}/{x}/{y}'],
    ['MAP_TILE_URL', 'https://{z}.tiles.example/{x}/{y}.png', '{z}/{x}/{y}'],
    ['MAP_TILE_URL', 'https://me:key@tiles.example/{z}/{x}/{y}.png', '{z}/{x}/{y}'],
    ['MAP_TILE_URL', 'ftp://tiles.example/{z}/{x}/{y}.png', '{z}/{x}/{y}'],
    ['MAP_TILE_URL', '//tiles.example/{z}/{x}/{y}.png', '{z}/{x}/{y}'],
    ['MAP_TILE_URL', "https://tiles.example; script-src 'unsafe-inline'/{z}/{x}/{y}", '{z}/{x}/{y}'],
    ['MAP_TILE_ATTRIBUTION', '<b>City</b>', 'plain text'],
    ['LOG_LEVEL', 'loud', 'must be one of'],
  ])('refuses %s=%s in one sentence that says what is allowed', (name, value, says) => {
    const read = (): unknown => readConfig({ ...good, [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(says);
    if (!says.includes('is not set')) expect(read).toThrow(name);
  });
});
