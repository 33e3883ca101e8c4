/** Reads of templates. */
import { and, desc, eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { TemplateStore, TemplateVersion } from '../../port-templates.ts';
import { template } from '../schema-templates.ts';

type TemplateReads = Pick<TemplateStore, 'templates' | 'template'>;

export function templateReads(db: BetterSQLite3Database): TemplateReads {
  return {
    async templates() {
      const rows = db.select().from(template).orderBy(desc(template.version)).all();
      const last = new Map<string, TemplateVersion>();
      for (const row of rows as TemplateVersion[])
        if (!last.has(row.template)) last.set(row.template, row);
      return [...last.values()].sort((a, b) => b.at - a.at || (a.template < b.template ? -1 : 1));
    },
    async template(id, version) {
      const ofIt = eq(template.template, id);
      return db
        .select()
        .from(template)
        .where(version === undefined ? ofIt : and(ofIt, eq(template.version, version)))
        .orderBy(desc(template.version))
        .limit(1)
        .get() as TemplateVersion | undefined;
    },
  };
}
