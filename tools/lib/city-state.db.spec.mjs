// Which city a start finds, on the real schema: also after starts that were cut short, again and again.
import { firstAdmin, migrate, openDatabase } from '@curbstop/core';
import { testDatabase } from '@curbstop/testing';
import { decideCity, noteLoaded } from './city-state.mjs';

describe('what a start finds in its database', () => {
  let database;
  beforeEach(async () => (database = await testDatabase()));
  afterEach(() => database.close());

  const somethingIn = (source = database.source) =>
    source.query(
      "INSERT INTO premise (address, city, dwelling, route_group, lon, lat) VALUES ('1 A St', 'X', 'single-family', 1, 0, 0)",
    );

  it('loads the demo city into an empty one, once', async () => {
    expect(await decideCity(database.url, false)).toEqual({ demo: true, load: 'demo', wiped: false });
    await somethingIn();
    await noteLoaded(database.url, true);
    expect(await decideCity(database.url, false)).toEqual({ demo: true, load: undefined, wiped: false });
  });

  it('starts over as often as the loading is cut short', async () => {
    await decideCity(database.url, false);
    for (const _ of [1, 2, 3]) {
      await somethingIn();
      expect(await decideCity(database.url, false)).toEqual({ demo: true, load: 'demo', wiped: true });
      const source = await openDatabase(database.url);
      await migrate(source);
      await source.destroy();
      expect(await decideCity(database.url, false)).toEqual({ demo: true, load: 'demo', wiped: false });
    }
  });

  it('makes an administrator in an empty one, and never loads the demo into it later', async () => {
    expect(await decideCity(database.url, true)).toEqual({ demo: false, load: 'admin', wiped: false });
    await noteLoaded(database.url, false);
    expect(await decideCity(database.url, false)).toEqual({ demo: false, load: undefined, wiped: false });
    expect(await decideCity(database.url, true)).toEqual({ demo: false, load: undefined, wiped: false });
  });

  it('makes the administrator once more when the start was cut short before its password was shown', async () => {
    await decideCity(database.url, true);
    expect(await decideCity(database.url, false)).toEqual({ demo: false, load: 'admin', wiped: false });
    await firstAdmin(database.source, 0);
    expect(await decideCity(database.url, false)).toEqual({ demo: false, load: 'admin-again', wiped: false });
    await noteLoaded(database.url, false);
    expect(await decideCity(database.url, false)).toEqual({ demo: false, load: undefined, wiped: false });
  });

  it('leaves a city alone that it has never seen', async () => {
    await somethingIn();
    expect(await decideCity(database.url, false)).toEqual({ demo: false, load: undefined, wiped: false });
    expect(await database.source.query('SELECT count(*) AS n FROM premise')).toEqual([{ n: 1 }]);
  });

  it('refuses to start empty on the demo city', async () => {
    await decideCity(database.url, false);
    await noteLoaded(database.url, true);
    await expect(decideCity(database.url, true)).rejects.toThrow('holds the demo city');
  });
});
