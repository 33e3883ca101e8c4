/** How much a workbook may be set up with, with the reason. */

/** Entities of a workbook: four for each row of an edition, more than any city has that reports. Lists draw them whole. */
export const ENTITIES_MAX = 500;
