/** The write of templates. */
import type Database from 'better-sqlite3';
import type { TemplateVersion } from '../../port-templates.ts';

export type TemplateOperations = {
  addTemplateVersion: { argument: TemplateVersion; answer: boolean };
};

export function templateOperations(database: Database.Database) {
  const last = database
    .prepare<[string], number>('SELECT coalesce(max(version), 0) FROM template WHERE template = ?')
    .pluck();
  const add = database.prepare(
    `INSERT INTO template (template, version, name, edition, file, map, by, at)
     VALUES (@template, @version, @name, @edition, @file, @map, @by, @at)`,
  );
  return {
    addTemplateVersion(next: TemplateVersion): boolean {
      if (last.get(next.template) !== next.version - 1) return false;
      add.run(next);
      return true;
    },
  };
}
