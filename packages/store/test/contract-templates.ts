/** The contract of templates. */
import { expect, it } from 'vitest';
import type { TemplateStore, TemplateVersion } from '../src/port-templates.ts';
import { AMAL, BENE } from './journal-of.ts';
import type { Opened } from './opened.ts';

const version = (more: Partial<TemplateVersion>): TemplateVersion => ({
  template: 'tpl_a',
  version: 1,
  name: 'KPI template',
  edition: '2017',
  file: 'f'.repeat(64),
  map: '{"tables":[]}',
  by: AMAL,
  at: 10,
  ...more,
});

export function templateContract(open: Opened<TemplateStore>): void {
  it('adds versions of a template one after another, and of two at once only the first', async () => {
    const store = await open();
    expect(await store.addTemplateVersion(version({ version: 2 }))).toBe(false);
    expect(await store.addTemplateVersion(version({}))).toBe(true);
    expect(await store.addTemplateVersion(version({ by: BENE }))).toBe(false);
    expect(await store.addTemplateVersion(version({ version: 3 }))).toBe(false);
    expect(await store.addTemplateVersion(version({ version: 2, by: BENE }))).toBe(true);
    expect(await store.template('tpl_a')).toEqual(version({ version: 2, by: BENE }));
    expect(await store.template('tpl_a', 1)).toEqual(version({}));
    expect(await store.template('tpl_a', 3)).toBeUndefined();
    expect(await store.template('tpl_b')).toBeUndefined();
  });

  it('lists the last version of each template, newest first', async () => {
    const store = await open();
    expect(await store.templates()).toEqual([]);
    const second = version({ template: 'tpl_b', at: 20, name: 'Next one' });
    await store.addTemplateVersion(version({}));
    await store.addTemplateVersion(second);
    expect(await store.templates()).toEqual([second, version({})]);
    const again = version({ version: 2, at: 30, map: 'other' });
    await store.addTemplateVersion(again);
    expect(await store.templates()).toEqual([again, second]);
  });
}
