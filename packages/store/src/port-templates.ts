/**
 * Templates into which workbooks are exported: for each version the file, by its hash among the files of the installation,
 * and the map that a person made of it. Versions are added and never changed.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';

export type TemplateVersion = {
  /** `tpl_7hq2m4` */
  template: string;
  /** From 1, without a gap. */
  version: number;
  /** What people call it. */
  name: string;
  /** The KPI set whose rows its map names. */
  edition: string;
  /** SHA-256 of the file, hexadecimal. */
  file: string;
  /** The map as text; the store does not look into it. */
  map: string;
  by: PersonId;
  at: number;
};

export interface TemplateStore {
  /** False where there is such a version already, or the one before it is missing: somebody was faster. */
  addTemplateVersion(version: TemplateVersion): Promise<boolean>;
  /** The last version of each template, newest first: by time, then id. */
  templates(): Promise<TemplateVersion[]>;
  /** One version, or without a number the last. */
  template(template: string, version?: number): Promise<TemplateVersion | undefined>;
}
