/** Who takes part, one code each (the field's words, see docs/words.md). */

/** Roles a person can hold in a workbook. `admin` is of the installation, not of a workbook. */
export const ROLES = ['contributor', 'coordinator', 'head', 'auditor', 'itu', 'observer'] as const;
export type Role = (typeof ROLES)[number];
