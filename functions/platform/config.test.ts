import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const whole = { DATABASE_URL: 'postgres://atlas:secret@db:5432/atlas' };

test('what is not set has its default', () => {
  expect(readConfig(['databaseUrl'], whole)).toEqual({
    stage: 'local',
    logLevel: 'INFO',
    databaseUrl: whole.DATABASE_URL,
  });
});

test('an empty variable counts as not set', () => {
  expect(readConfig([], { ATLAS_STAGE: '' }).stage).toBe('local');
});

test('every variable that is missing or wrong is named in one sentence, its value is not', () => {
  const read = () =>
    readConfig(['databaseUrl'], { DATABASE_URL: 'mysql://atlas:secret@db', ATLAS_STAGE: 'prod' });
  expect(read).toThrow(
    /DATABASE_URL must be .*ATLAS_STAGE must be|ATLAS_STAGE must be .*DATABASE_URL must be/,
  );
  expect(read).not.toThrow(/secret/);
});
