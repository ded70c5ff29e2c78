import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CustomerClass, CustomerRole, Dwelling, MeterSize } from '@curbstop/policy';
import { firm, hazard, meterNote, person, phone } from './names.ts';
import { Random } from './random.ts';

export const CITY = 'Sorrel Bend';
const SEED = 20_260_317;
const GROUPS = 8;
const REMOTE_SHARE = 0.05;

/** How a simulated valve behaves. */
export type Behaviour = 'normal' | 'slow' | 'stuck' | 'silent';

/** One service point of the demo city with everything invented about it. Ids count from 1, as the database's do. */
export interface Place {
  readonly id: number;
  readonly address: string;
  readonly lon: number;
  readonly lat: number;
  readonly dwelling: Dwelling;
  readonly routeGroup: number;
  readonly accountNumber: string;
  readonly customer: string;
  readonly phone: string;
  readonly email: string;
  readonly language: string;
  readonly class: CustomerClass;
  readonly role: CustomerRole;
  readonly mailing: string;
  readonly meterNote: string;
  readonly hazard: string;
  readonly meterSerial: string;
  readonly meterSize: MeterSize;
  readonly device: string;
  readonly valve: Behaviour | null;
}

interface Address {
  readonly address: string;
  readonly lon: number;
  readonly lat: number;
  readonly building: string;
  readonly footprint: number;
}

/** Rows of the city's addresses; the file has no quoted field. */
export async function readAddresses(dataFolder: string): Promise<Address[]> {
  const text = await readFile(join(dataFolder, 'addresses.csv'), 'utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, number, street, unit, lon, lat, building, footprint] = line.split(',');
      return {
        address: `${number} ${street}${unit ? `, unit ${unit}` : ''}`,
        lon: Number(lon),
        lat: Number(lat),
        building: building ?? 'house',
        footprint: Number(footprint),
      };
    });
}

/** Eight compact areas of equal size: four strips from west to east, each halved from south to north. */
function routeGroups(addresses: readonly Address[]): number[] {
  const groups = new Array<number>(addresses.length).fill(1);
  const byLon = addresses.map((_, index) => index).sort((a, b) => (addresses[a]?.lon ?? 0) - (addresses[b]?.lon ?? 0));
  const strip = Math.ceil(byLon.length / (GROUPS / 2));
  for (let nth = 0; nth < GROUPS / 2; nth += 1) {
    const part = byLon.slice(nth * strip, (nth + 1) * strip);
    part.sort((a, b) => (addresses[a]?.lat ?? 0) - (addresses[b]?.lat ?? 0));
    part.forEach((index, place) => {
      groups[index] = nth * 2 + (place < part.length / 2 ? 1 : 2);
    });
  }
  return groups;
}

const BUSINESS = new Set(['retail', 'office', 'industrial', 'warehouse', 'commercial', 'hotel', 'farm']);
const PUBLIC: Readonly<Record<string, CustomerClass>> = { government: 'government', school: 'government' };

function classOf(building: string): CustomerClass {
  return PUBLIC[building] ?? (BUSINESS.has(building) ? 'commercial' : 'residential');
}

function sizeOf(kind: CustomerClass, address: Address, random: Random): MeterSize {
  if (kind !== 'residential' || address.building === 'apartments')
    return random.weighed([
      ['1', 5],
      ['1-1/2', 3],
      ['2', 2],
    ]);
  return address.footprint > 280
    ? '1'
    : random.weighed([
        ['5/8', 7],
        ['3/4', 3],
      ]);
}

/** Every place of the demo city, the same on every machine. */
export async function makePlaces(dataFolder: string): Promise<Place[]> {
  const addresses = await readAddresses(dataFolder);
  const groups = routeGroups(addresses);
  const random = new Random(SEED);
  let states = 0;
  return addresses.map((address, index): Place => {
    const id = index + 1;
    let kind = classOf(address.building);
    if (kind === 'government' && states < 2) {
      kind = 'state';
      states += 1;
    }
    const role: CustomerRole =
      kind === 'residential'
        ? random.weighed([
            ['owner-occupant', 74],
            ['tenant', 17],
            ['landlord', 9],
          ])
        : 'owner-occupant';
    const customer =
      kind === 'residential'
        ? person(random)
        : kind === 'commercial'
          ? firm(random)
          : `${kind === 'state' ? 'State of California' : 'City of Sorrel Bend'}, site ${id}`;
    const mailing = role === 'landlord' ? `${random.whole(100, 9_800)} Harbor Reach Road, Port Alder` : '';
    const serial = String(41_000_000 + id * 37);
    return {
      id,
      address: address.address,
      lon: address.lon,
      lat: address.lat,
      dwelling: address.building === 'apartments' ? 'multi-unit' : 'single-family',
      routeGroup: groups[index] ?? 1,
      accountNumber: `30${String(groups[index] ?? 1)}${String((id * 7_919) % 100_000_000).padStart(8, '0')}`,
      customer,
      phone: phone(random),
      email: random.chance(0.6)
        ? `${customer
            .toLowerCase()
            .normalize('NFD')
            .replace(/[^a-z]+/g, '.')
            .replace(/^\.|\.$/g, '')}@example.com`
        : '',
      language: random.weighed([
        ['en', 80],
        ['es', 12],
        ['zh', 3],
        ['vi', 2],
        ['tl', 2],
        ['ko', 1],
      ]),
      class: kind,
      role,
      mailing,
      meterNote: meterNote(random),
      hazard: hazard(random),
      meterSerial: serial,
      meterSize: sizeOf(kind, address, random),
      device: `M${serial}`,
      valve: random.chance(REMOTE_SHARE)
        ? random.weighed<Behaviour>([
            ['normal', 80],
            ['slow', 10],
            ['stuck', 5],
            ['silent', 5],
          ])
        : null,
    };
  });
}
