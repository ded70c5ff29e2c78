import { ConfigError, readConfig } from './config.ts';

const least = { DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/curbstop' };

describe("the gateway's configuration", () => {
  it('needs a database and nothing else', () => {
    expect(readConfig({ ...least, MQTT_URL: ' ' })).toMatchObject({
      utility: 'demo',
      broker: { kind: 'embedded', host: '127.0.0.1', port: 1883 },
      limits: { perMinute: 1, perHour: 30 },
      httpPort: null,
    });
  });

  it('takes another broker', () => {
    expect(readConfig({ ...least, MQTT_URL: 'mqtts://g:x@mqtt.city:8883', CURBSTOP_GATEWAY_ID: 'g1' }).broker).toEqual({
      kind: 'external',
      url: 'mqtts://g:x@mqtt.city:8883',
      connections: 16,
      name: 'g1',
    });
  });

  it.each([
    [{}, 'DATABASE_URL is not set'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be'],
    [{ ...least, MQTT_URL: 'http://x' }, 'MQTT_URL must be'],
    [{ ...least, MQTT_PORT: '70000' }, 'MQTT_PORT must be a port number'],
    [{ ...least, CURBSTOP_UTILITY: 'a/b' }, 'CURBSTOP_UTILITY must be'],
    [{ ...least, CURBSTOP_CLOSES_PER_HOUR: '0' }, 'CURBSTOP_CLOSES_PER_HOUR must be a whole number from 1'],
  ])('says what is allowed: %j', (env, says) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(says);
  });
});
