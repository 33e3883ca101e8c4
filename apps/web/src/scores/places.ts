/** Where the parts of the wheel stand in the table below it. */

/** The id of a row. Ids of the KPI set hold blanks and slashes, which an address would have to write otherwise. */
export const placeOf = (id: string): string => `part-${id.replaceAll(/[^A-Za-z0-9_.-]/g, '-')}`;
