/** What can be asked for as one file: all of a workbook, one of its sheets, the rows of one entity. */
export const FILE_PARTS = ['whole', 'profile', 'data', 'questions', 'queries', 'entity'] as const;
