// docker-compose.yml, proved as far as it goes without a Docker engine. The same programs run against the same kinds
// of services in tools/test-services.mjs.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const file = parse(text, { merge: true });
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const services = Object.entries(file.services);
/** Runs to its end before the others start, so nobody asks after its health. */
const ONCE = ['migrate'];

describe('docker-compose.yml', () => {
  it('has every part', () => {
    expect(Object.keys(file.services).sort()).toEqual([
      'api',
      'gateway',
      'migrate',
      'mosquitto',
      'postgres',
      'redis',
      'scheduler',
      'web',
    ]);
  });

  it.each(services)('%s has a health check and comes back by itself', (name, service) => {
    if (ONCE.includes(name)) expect(service.restart).toBe('no');
    else {
      expect(service.restart).toBe('unless-stopped');
      expect(service.healthcheck.test[0]).toMatch(/^CMD/);
      expect(service.healthcheck).toEqual(
        expect.objectContaining({
          interval: expect.any(String),
          timeout: expect.any(String),
          retries: expect.any(Number),
        }),
      );
    }
  });

  it.each(services)('%s keeps a bounded log and says what it waits for', (_name, service) => {
    expect(service.logging.options['max-size']).toBe('10m');
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(condition).toBe(ONCE.includes(other) ? 'service_completed_successfully' : 'service_healthy');
      expect(file.services[other]).toBeDefined();
    }
  });

  it('has no default secret: each variable has to be given', () => {
    // No secrets, or nothing that is read without them; a city without a tile server leaves them empty.
    const mayBeEmpty = ['MAP_TILE_URL', 'MAP_TILE_ATTRIBUTION', 'METRICS_TOKEN'];
    const named = [...text.replace(/^\s*#.*$/gm, '').matchAll(/(?<!\$)\$\{([A-Z_]+)([^}]*)\}/g)];
    for (const [, name, rest] of named) if (mayBeEmpty.includes(name)) expect(rest).toBe(':-');
    const variables = named.filter(([, name]) => !mayBeEmpty.includes(name));
    expect(new Set(variables.map(([, name]) => name))).toEqual(
      new Set([
        'POSTGRES_PASSWORD',
        'POSTGRES_APP_PASSWORD',
        'REDIS_PASSWORD',
        'MQTT_PASSWORD',
        'CURBSTOP_SECRET',
        'CURBSTOP_UTILITY',
        'CURBSTOP_BROKER_FILES',
        'CURBSTOP_WEB_FILES',
      ]),
    );
    for (const [, , rest] of variables) expect(rest).toMatch(/^:\?\S/);
    for (const [, service] of services) {
      for (const [name, value] of Object.entries(service.environment ?? {})) {
        if (mayBeEmpty.includes(name)) continue;
        if (/PASSWORD|SECRET|AUTH|KEY/.test(name)) expect(value).toMatch(/^\$\{[A-Z_]+:\?/);
        if (/_URL$/.test(name)) expect(value).toMatch(/:\$\{[A-Z_]+:\?[^}]+\}@/);
      }
    }
  });

  it('reaches the broker over TLS, and lets nobody in from outside but devices and browsers', () => {
    expect(file.services.gateway.environment.MQTT_URL).toMatch(/^mqtts:/);
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['mosquitto', 'web']);
    const broker = readFileSync(join(root, 'tools/compose/mosquitto.conf'), 'utf8');
    expect(broker).toMatch(/^allow_anonymous false$/m);
    // Devices come in where nobody can take another's client id, and with it what waits for him; the gateway, inside alone.
    expect(file.services.mosquitto.ports).toEqual(['8883:8883']);
    expect(file.services.gateway.environment.MQTT_URL).toMatch(/@mosquitto:8884$/);
    expect(broker.match(/^listener .*$/gm)).toEqual(['listener 8883', 'listener 8884']);
    const [, outside, inside] = broker.split(/^listener /m);
    expect(outside).toMatch(/^use_username_as_clientid true$/m);
    expect(inside).not.toContain('use_username_as_clientid');
    for (const listener of [outside, inside])
      for (const setting of ['cafile', 'certfile', 'keyfile'])
        expect(listener).toMatch(new RegExp(`^${setting} `, 'm'));
    for (const setting of ['password_file', 'acl_file']) expect(broker).toMatch(new RegExp(`^${setting} `, 'm'));
  });

  it('gives the owner of the tables to the migration alone, and keeps the seals apart from the database', () => {
    for (const [name, { environment = {} }] of services) {
      expect([name, 'DATABASE_OWNER_URL' in environment]).toEqual([name, name === 'migrate']);
      if (environment.DATABASE_URL) expect(environment.DATABASE_URL).toMatch(/^postgres:\/\/curbstop_app:/);
    }
    expect(file.services.scheduler.volumes).toEqual(['seals:/data']);
  });

  it('has a front door that waits for nobody, believes nobody about where he comes from, and shows no measures', () => {
    const door = readFileSync(join(root, 'tools/compose/nginx.conf'), 'utf8');
    for (const setting of ['client_header_timeout', 'client_body_timeout', 'send_timeout', 'keepalive_timeout'])
      expect(door).toMatch(new RegExp(`^${setting} \\d+s;$`, 'm'));
    expect(door).toContain('proxy_set_header X-Forwarded-For $remote_addr;');
    expect(door).not.toContain('proxy_add_x_forwarded_for');
    // A door on another port than 443 would have every request of its own pages refused as another site's.
    expect(door).toContain('proxy_set_header Host $http_host;');
    expect(door).toMatch(/location ~\* \^\/metrics \{\s+return 404;/);
  });

  it('names volumes, folders and programs that exist', () => {
    for (const [, service] of services) {
      for (const volume of service.volumes ?? []) {
        const from = volume.replace(/\$\{[^}]*\}/g, '$').split(':')[0];
        if (from.startsWith('./')) expect(existsSync(join(root, from))).toBe(true);
        else if (!from.startsWith('$')) expect(Object.keys(file.volumes)).toContain(from);
      }
      if (service.build) expect(dockerfile).toMatch(new RegExp(`^FROM \\S+ AS ${service.build.target}$`, 'm'));
      else expect(service.image).toMatch(/:\d/);
      const program = [service.command ?? []].flat().find((word) => word.startsWith('apps/'));
      if (program)
        expect(existsSync(join(root, program.replace('/dist/', '/src/').replace(/\.js$/, '.ts')))).toBe(true);
    }
  });
});
