/** Templates in memory. */
import type { TemplateStore, TemplateVersion } from '../port-templates.ts';

export function memoryTemplates(): TemplateStore {
  const rows: TemplateVersion[] = [];
  const versionsOf = (id: string) => rows.filter(({ template }) => template === id);
  return {
    async addTemplateVersion(next) {
      const isNext = next.version === versionsOf(next.template).length + 1;
      if (isNext) rows.push({ ...next });
      return isNext;
    },
    async templates() {
      const ids = [...new Set(rows.map(({ template }) => template))];
      const last = ids.map((id) => versionsOf(id).at(-1)).filter((row) => row !== undefined);
      return last
        .map((row) => ({ ...row }))
        .sort((a, b) => b.at - a.at || (a.template < b.template ? -1 : 1));
    },
    async template(id, version) {
      const all = versionsOf(id);
      const row = version === undefined ? all.at(-1) : all[version - 1];
      return row && { ...row };
    },
  };
}
