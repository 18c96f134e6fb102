// Where the queue is, and what is wrong with it.

import { describe, expect, test } from 'vitest';
import { readQueueAddress } from './queue-address.ts';
import { queueTroubleOf, refuseOldPostgres } from './queue-trouble.ts';

describe('The address of the queue', () => {
  test('Others cannot read along: beyond this machine it is encrypted unless that is ruled out in words', () => {
    const ssl = (address: string) => readQueueAddress(address).connection.ssl;
    expect(ssl('postgres://k:p@db.example.org/photos')).toEqual({ rejectUnauthorized: true });
    expect(ssl('postgres://k:p@db.example.org/photos?sslmode=disable')).toBe(false);
    expect([ssl('postgres://k:p@localhost/photos'), ssl('postgres://k:p@127.0.0.1:5433/photos')]).toEqual([
      false,
      false,
    ]);
    expect(() => ssl('postgres://k:p@db.example.org/photos?sslmode=prefer')).toThrow(/verify-full or sslmode=disable/);
  });

  test('It names user, database and schema, and no sentence shows its password', () => {
    const { connection, schema, label } = readQueueAddress('postgres://anna:s%40fe@localhost:5433/photos?schema=faces');
    expect(connection).toMatchObject({
      host: 'localhost',
      port: 5433,
      user: 'anna',
      password: 's@fe',
      database: 'photos',
    });
    expect([schema, label]).toEqual(['faces', 'localhost:5433/photos']);
    for (const raw of ['p%w', 'p/1', '12?sesame', '12#sesame', '12/sesame', '1%zz', '%'])
      expect(() => readQueueAddress(`postgres://anna:${raw}@localhost/photos`)).toThrow(
        /^The queue needs an address such as postgres:\/\/kindred:password@localhost\/kindred\. Signs such as % .* %40\.$/,
      );
    expect(() => readQueueAddress('postgres://localhost/photos?mode=1')).toThrow('cannot say mode.');
    expect(() => readQueueAddress('postgres://db.example.org/photos?sslrootcert=/nowhere.pem')).toThrow(
      'cannot be read: /nowhere.pem.',
    );
    expect(() => readQueueAddress('mysql://localhost/photos')).toThrow(/postgres:\/\//);
    expect(() => readQueueAddress('postgres://localhost/photos?schema=a"b')).toThrow(/schema/);
  });
});

test('What is wrong with the database is said with what to do', () => {
  expect(() => refuseOldPostgres(120_017)).toThrow('PostgreSQL 12 is too old for the queue');
  refuseOldPostgres(130_000);
  const kinds = [['53100'], ['28P01'], ['3D000'], ['42501'], ['57P01'], ['ECONNREFUSED'], ['XX000']].map(
    ([code]) => queueTroubleOf(Object.assign(new Error('it says so'), { code })).message.id,
  );
  expect(kinds).toEqual([
    'queueFull',
    'queueRefused',
    'queueRefused',
    'queueRefused',
    'queueAway',
    'queueAway',
    'queueFailed',
  ]);
});
