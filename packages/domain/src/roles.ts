/** Who takes part, one code each (the field's words, see docs/words.md). */

/** Roles a person can hold in a workbook. `admin` is of the installation, not of a workbook. */
export const ROLES = ['contributor', 'coordinator', 'head', 'auditor', 'itu', 'observer'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Roles that each manager may give and take away. A coordinator, the city's own lead, cannot appoint who verifies the
 * city; the head, who answers for the pilot as a whole, can.
 */
export const GRANTABLE: Record<'coordinator' | 'head' | 'admin', readonly Role[]> = {
  coordinator: ['contributor', 'coordinator', 'observer'],
  head: ['contributor', 'coordinator', 'head', 'auditor', 'itu', 'observer'],
  admin: ['contributor', 'coordinator', 'head', 'auditor', 'itu', 'observer'],
};
