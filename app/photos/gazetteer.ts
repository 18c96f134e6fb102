// The town that a position on the globe belongs to, by the list of towns that ExifTool brings along: no network is asked.
//
// Geolocation.dat holds the towns of GeoNames (geonames.org, CC BY 4.0) with 2,000 people and more; Geolocation.pm beside it
// describes its format.

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exiftoolPath } from 'exiftool-vendored';
import { ensure } from '../ensure.ts';

export interface Town {
  name: string;
  /** The largest part of the country that it is in; empty: none is known. */
  region: string;
  /** ISO 3166-1, two letters. */
  country: string;
}

const EARTH_RADIUS_KM = 6371;
/** A town of a million people reaches ten kilometres from its middle, the smallest one and a half. */
const REACH_KM_PER_ROOT_PERSON = 0.01;
const LEAST_REACH_KM = 1.5;
/** Beyond a town's reach this far is still near it; farther away there is no town. */
const FARTHEST_KM = 50;
/** A part of a town is none by itself. */
const PART_OF_TOWN = 'PPLX';
const HEADER = /^Geolocation1\.03\t(\d+)\n[^\n]*\n/;
const ENTRY_BYTES = 13;
/** What ends the towns, and each of the lists behind them, is followed by a number and a new line. */
const LINE_END = 0x0a;
const LIST_END = Buffer.from([0, 0, 0, 0]);
const LIST_END_BYTES = 6;

let loading: Promise<Gazetteer | null> | undefined;

/**
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 * @returns null: there is no town near it, or the list is not to be had
 */
export async function townAt(latitude: number, longitude: number): Promise<Town | null> {
  const gazetteer = await (loading ??= load());
  return gazetteer?.townAt(latitude, longitude) ?? null;
}

type Gazetteer = ReturnType<typeof openGazetteer>;

/** A photo without a town is a photo all the same: where the list is missing or of another format, none has one. */
async function load(): Promise<Gazetteer | null> {
  const program = await exiftoolPath().catch(() => undefined);
  if (program === undefined) return null;
  for (const lib of ['lib', join('exiftool_files', 'lib')]) {
    const data = await readFile(join(dirname(program), lib, 'Image', 'ExifTool', 'Geolocation.dat')).catch(
      () => undefined,
    );
    if (data !== undefined && HEADER.test(headOf(data))) return openGazetteer(data);
  }
  return null;
}

function openGazetteer(data: Buffer) {
  const [head = '', total = '0'] = HEADER.exec(headOf(data)) ?? [];
  const { starts, end } = entriesIn(data, head.length, Number(total));
  const [countries = [], regions = [], , , features = []] = listsIn(data, end);
  const partOfTown = features.findIndex((feature) => feature.startsWith(PART_OF_TOWN));
  const cells = byCell(starts, (at) => cellOf(latitudeOf(at), longitudeOf(at)));

  function latitudeOf(at: number): number {
    return (((byte(at) << 12) | (byte(at + 1) << 4) | (byte(at + 2) >> 4)) * 180) / 0x100000 - 90;
  }

  function longitudeOf(at: number): number {
    return (((byte(at + 3) << 12) | (byte(at + 4) << 4) | (byte(at + 2) & 0x0f)) * 360) / 0x100000 - 180;
  }

  function byte(at: number): number {
    return data[at] ?? 0;
  }

  /** Two digits and a power of ten. */
  function populationOf(at: number): number {
    const [power, units, tenths] = [
      data.readUInt8(at + 6) >> 4,
      data.readUInt8(at + 6) & 0x0f,
      data.readUInt8(at + 7) >> 4,
    ];
    return (units + tenths / 10) * 10 ** power;
  }

  return {
    /** The one with the most of its reach left: a suburb's middle is the suburb, and the streets around a city's the city. */
    townAt(latitude: number, longitude: number): Town | null {
      let nearest: number | undefined;
      let least = FARTHEST_KM;
      const width = Math.min(180, Math.ceil(1 / Math.max(0.01, Math.cos((latitude * Math.PI) / 180))));
      for (let row = -1; row <= 1; row++) {
        for (let column = -width; column <= width; column++) {
          for (const at of cells(cellOf(latitude + row, longitude + column))) {
            if ((data.readUInt8(at + 12) & 0x3f) === partOfTown) continue;
            const reach = Math.max(LEAST_REACH_KM, REACH_KM_PER_ROOT_PERSON * Math.sqrt(populationOf(at)));
            const beyond = kilometresBetween(latitude, longitude, latitudeOf(at), longitudeOf(at)) - reach;
            if (beyond >= least) continue;
            least = beyond;
            nearest = at;
          }
        }
      }
      if (nearest === undefined) return null;
      const country = ensure(countries[data.readUInt8(nearest + 5)], 'The country of a town');
      return {
        name: lineAt(data, nearest + ENTRY_BYTES),
        region: regions[data.readUInt16BE(nearest + 7) & 0x0fff] ?? '',
        country: country.slice(0, 2),
      };
    },
  };
}

function headOf(data: Buffer): string {
  return data.subarray(0, 300).toString('latin1');
}

/** Where each entry begins: thirteen bytes and a name, which ends with its line. */
function entriesIn(data: Buffer, start: number, total: number): { starts: Uint32Array; end: number } {
  const starts = new Uint32Array(total);
  let at = start;
  for (let entry = 0; entry < total; entry++) {
    starts[entry] = at;
    at += ENTRY_BYTES;
    while (at < data.length && data[at] !== LINE_END) at++;
    at++;
  }
  return { starts, end: at };
}

/** Countries, regions, their parts, time zones, kinds of towns: a line each. */
function listsIn(data: Buffer, end: number): string[][] {
  const lists: string[][] = [];
  for (let at = end; at < data.length;) {
    const start = at + LIST_END_BYTES;
    const next = data.indexOf(LIST_END, start);
    lists.push(
      data
        .subarray(start, next < 0 ? data.length : next)
        .toString()
        .split('\n'),
    );
    at = next < 0 ? data.length : next;
  }
  return lists;
}

function lineAt(data: Buffer, start: number): string {
  return data.subarray(start, data.indexOf('\n', start)).toString();
}

/** A degree square: rows from the south pole, columns around the globe. */
function cellOf(latitude: number, longitude: number): number {
  const row = Math.min(179, Math.max(0, Math.floor(latitude) + 90));
  return row * 360 + ((((Math.floor(longitude) + 180) % 360) + 360) % 360);
}

const CELLS = 180 * 360;

/** Counted by index: iterators over 116,000 towns take four times as long. @returns the towns of a cell */
function byCell(towns: Uint32Array, cellOfTown: (town: number) => number): (cell: number) => Uint32Array {
  const cells = new Uint16Array(towns.length);
  const ends = new Uint32Array(CELLS);
  for (let index = 0; index < towns.length; index++) {
    const cell = cellOfTown(towns[index] ?? 0);
    cells[index] = cell;
    ends[cell] = (ends[cell] ?? 0) + 1;
  }
  for (let cell = 1; cell < CELLS; cell++) ends[cell] = (ends[cell] ?? 0) + (ends[cell - 1] ?? 0);
  // From the end of each cell towards its start, which in the end is where its place is.
  const places = ends.slice();
  const sorted = new Uint32Array(towns.length);
  for (let index = towns.length - 1; index >= 0; index--) {
    const cell = cells[index] ?? 0;
    const place = (places[cell] ?? 0) - 1;
    sorted[place] = towns[index] ?? 0;
    places[cell] = place;
  }
  return (cell) => sorted.subarray(places[cell], ends[cell]);
}

/** Along a great circle, by the haversine formula (Sinnott 1984, "Virtues of the Haversine"). */
function kilometresBetween(latitude: number, longitude: number, otherLatitude: number, otherLongitude: number): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [half, across] = [radians(otherLatitude - latitude) / 2, radians(otherLongitude - longitude) / 2];
  const squared =
    Math.sin(half) ** 2 + Math.cos(radians(latitude)) * Math.cos(radians(otherLatitude)) * Math.sin(across) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(squared)));
}
