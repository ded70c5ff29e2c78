import { ConfigError, readConfig } from './config.ts';

const least = { DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/curbstop' };

describe("the scheduler's configuration", () => {
  it('needs a database and nothing else; blank counts as not set', () => {
    expect(readConfig({ ...least, QUEUE_URL: ' ', LOG_LEVEL: '' })).toEqual({
      databaseUrl: least.DATABASE_URL,
      queueUrl: least.DATABASE_URL,
      dataFolder: null,
      profile: 'glendora',
      demo: false,
      logLevel: 'info',
    });
  });

  it.each([
    [{}, 'DATABASE_URL is not set'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be'],
    [{ ...least, QUEUE_URL: 'amqp://x' }, 'QUEUE_URL must be'],
    [{ ...least, CURBSTOP_PROFILE: 'atlantis' }, 'CURBSTOP_PROFILE must be one of glendora'],
    [{ ...least, CURBSTOP_DEMO: 'yes' }, 'CURBSTOP_DEMO must be 1'],
    [{ ...least, LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of trace'],
  ])('says what is allowed: %j', (env, says) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(says);
  });
});
