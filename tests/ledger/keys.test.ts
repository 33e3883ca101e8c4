import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultOfState, type KeyState, type Prepared, prepareKeyStates } from './key-states.ts';

let prepared: Prepared;
beforeAll(async () => {
  prepared = await prepareKeyStates();
});
afterAll(() => rmSync(prepared.folder, { recursive: true }));

const WHOLE: KeyState = { key: 'ours', published: 'ours', announced: 'newest', database: 'ours' };
const faultOf = (state: Partial<KeyState>) => faultOfState(prepared, { ...WHOLE, ...state });

describe('a key and a database of one log start together, and no others', () => {
  it.each<[string, Partial<KeyState>]>([
    ['all is whole', {}],
    ['the public key is missing: it is written from the key', { published: 'none' }],
    ['the announced checkpoint is missing: it is written from the database', { announced: 'none' }],
    [
      'nothing was ever signed',
      { key: 'none', published: 'none', announced: 'none', database: 'never-signed' },
    ],
    ['the key is lost', { key: 'none' }],
    ['the key is of another installation', { key: 'foreign' }],
    ['the key is another of the same name', { key: 'foreign-of-our-name' }],
    ['the database is lost', { database: 'none' }],
    ['the database was emptied', { database: 'emptied', announced: 'none' }],
    ['the database is an older copy', { database: 'older' }],
    ['the database was cut back behind its own checkpoint', { database: 'beyond' }],
    ['the database went another way', { database: 'forked' }],
    ['the public key is of another', { published: 'foreign' }],
  ])('%s', async (_name, state) => {
    expect(await faultOf(state)).toBeUndefined();
  });
});
