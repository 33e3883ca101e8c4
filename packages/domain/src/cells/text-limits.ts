/** How long the texts of commands may be, in UTF-16 code units, with the reason. */
export const TEXT_LIMITS = {
  /** A page of prose: an auditor's longest question. */
  comment: 4000,
  /** People that one text mentions, and as many entities; more is a message to all. */
  mentions: 20,
  /** Why a lock was taken back, cells are reopened, a figure is missing, a workbook ends; printed in the history. */
  reason: 2000,
  /** What an auditor notes beside a verdict. */
  verificationNote: 2000,
  /** What an auditor did not look at, as the attestation says it: a page of prose. */
  notLookedAt: 4000,
  /** Names of entities, cities, workbooks. */
  name: 120,
  /** Rows of one assignment: more than all rows of an edition. */
  rows: 500,
  /** A question on a KPI, and ITU's ruling on it: a page of prose each. */
  clarification: 4000,
  /** Versions of one ruling: more is another question. */
  rulings: 50,
  /** Calls of a workbook: several on each clarification. */
  calls: 500,
  /** Minutes that a call may last: a working day. */
  callMinutes: 480,
  /** Characters of a link to a call; those that carry a pass in them have some hundred. */
  callLink: 1000,
  /** Periods that were proposed in a workbook: more is no agreement. */
  periods: 100,
  /** Missions of a workbook, and days of one: a pilot has one or two, of a week or two each. */
  missions: 50,
  missionDays: 60,
  /** A query to the city, and each answer: a page of prose. */
  query: 4000,
  /** A footnote that the report prints beside a value: a few lines. */
  footnote: 500,
  /** What is the matter with a value, as the log of queries heads it: a line. */
  issue: 200,
  /** Questions and answers of one query: more is a meeting. */
  queryTurns: 100,
  /** Queries of a workbook that are not closed: several on each data point. */
  openQueries: 500,
  /** Queries of a workbook in all. */
  queries: 2000,
  /** A working paper: some ten pages of prose. */
  paper: 20_000,
  /** Notes of an interview: some four pages of prose. */
  interview: 8000,
  /** The text of a finding, its recommendation, the city's answer: a page of prose each. */
  finding: 4000,
  /** Findings that one release gives to the city: more are two releases. */
  releasedAtOnce: 50,
  /** Working papers of one audit, and as many interviews, findings and dismissals: ten on each data point. */
  auditItems: 1200,
  /** Rows, and as many cells, that a working paper, an interview or a finding is linked to. */
  links: 60,
  /** The name of a file, its ending included: what file systems take, in characters. */
  fileName: 200,
  /** A link to evidence: longer ones carry a session. */
  link: 2000,
  /** What a person says beside evidence: the page, the table, who keeps it. */
  evidenceNote: 500,
  /** Files and links that stand behind one row: one for each figure and source, twice over. */
  evidenceOfRow: 20,
  /** Files and links of a workbook, those that were taken away included: ten on each data point. */
  evidenceInAll: 2000,
  /** Names of evidence that one finding rests on. */
  evidence: 20,
  /** What names a result of the screening: its rule and the cells that it is about. */
  screened: 300,
  /** Cells and rows that one reopening names; more is an unlock. */
  reopened: 500,
  /** Days that a reopening may last: a pilot takes a year. */
  reopenDays: 366,
  /** Days in which a deletion that was asked for can be confirmed: a second person comes back from leave. */
  deletionDays: 30,
  /** Ids made by us or by a client. */
  id: 64,
  /** A row's id, `kpi.data_point`; the longest of the catalogue is below 80. */
  row: 160,
  /** A cell's id: a row, a colon, a column. */
  cell: 200,
  /** A result as column O shows it: an override with its unit, or a formula's figures. */
  result: 600,
} as const;
