/** Bounds of what a store keeps beside the journal. */

/** Refused drafts read at once: all that one person may have open. */
export const REFUSED_DRAFTS_READ_MAX = 2_000;

/** Open drafts of one person in one workbook. A whole sheet refused at once fits; who has more has a broken program. */
export const REFUSED_DRAFTS_OPEN_MAX = 2_000;

/** Drafts of one person in one workbook, settled ones included; beyond it the oldest settled ones go. */
export const REFUSED_DRAFTS_MAX = 10_000;

/** Answers under idempotency keys that are kept of one person; beyond it the oldest go. A request a minute for a day fits. */
export const ANSWERS_PER_PERSON_MAX = 2_000;

/** Bytes of those answers together; beyond it the oldest go. Some fifteen of the largest: 2,000 cells, all but one refused. */
export const ANSWER_BYTES_PER_PERSON_MAX = 8_388_608;

/** Bytes of the files of one workbook, or of the installation. A hundred rounds of ten files of half a megabyte fit. */
export const FILES_OF_ONE_OWNER_BYTES = 536_870_912;

/** Bytes of the files that stand behind the values of one workbook: five for each data point, a photo or a scan each. */
export const EVIDENCE_BYTES_MAX = 2_147_483_648;

/** Notices that are kept of one person; beyond it the oldest go. A pilot of a year with five a day fits. */
export const NOTICES_PER_PERSON_MAX = 2_000;

/** Mails that are kept of one person as what became of them; beyond it the oldest that wait no more go. */
export const MAILS_PER_PERSON_MAX = 500;
