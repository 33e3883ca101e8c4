/**
 * The English words of refusals, in one place: what the server says over the API, in files and in the log, and what the
 * English catalogue of the web says. Other languages stand in the web's catalogues, by the same codes.
 */
import {
  GATE_FAULTS,
  type GateFault,
  type Refusal,
  type RefusalCode,
} from '@tallystick/domain/refusals';

/** Each code with the sentence that a person reads. */
export const REFUSAL_SENTENCES: Readonly<Record<RefusalCode, string>> = {
  // Rights and states.
  'not-signed-in': 'Sign in first.',
  'not-a-member': 'You are not a member of this workbook.',
  'not-your-role': 'Your role does not allow this.',
  'not-your-row':
    'This row is assigned to another entity. Ask the coordinator to assign it to yours.',
  'not-assigned': 'This row is not assigned to an entity yet. Ask the coordinator to assign it.',
  locked: 'The workbook is locked. Your value was not saved; it is kept beside the cell.',
  'not-locked': 'The workbook is not locked.',
  'already-locked': 'The workbook is locked already.',
  archived:
    'The workbook is archived and read-only. Its project head or an administrator can bring it back.',
  'not-archived': 'The workbook is not archived.',
  'already-archived': 'The workbook is archived already.',
  'deletion-asked': 'The deletion of this workbook is asked for already.',
  'deletion-not-asked':
    'There is no deletion to confirm or to take back: it was taken back, has lapsed, or was asked for anew.',
  'second-person-needed':
    'A deletion takes two people. Somebody else than who asked for it has to confirm it.',
  'second-eyes-needed':
    'This takes two people: one proposes or begins it, and another one does it.',
  'changed-proposal':
    'What the head proposes of a signed version is taken as it is, or declined. Decline it, and say what should be others.',
  'not-independent':
    'Who works for the city in this workbook, or ever did, does not audit it, and its auditors are of none of its entities.',
  'interest-needed':
    'First say whether anything stands in the way of your judging this city. Nothing was done yet.',
  'conflict-declared':
    'You declared a conflict of interest in this city: somebody else has to judge and sign here.',
  'version-moved':
    'The version that was signed is not the latest one that is locked any more. Look again.',
  'verdicts-moved': 'The verdicts are not those that you saw any more. Look again, then sign.',
  'verdicts-not-released':
    'There are verdicts that the city was not shown. They are released first.',
  'already-signed': 'This version is signed and countersigned already.',
  'not-attested': 'There is no such attestation of this version any more: look again.',
  'asker-without-right':
    'Who asked for the deletion may not delete workbooks any more. Take it back, then ask anew.',
  deleted:
    'This workbook was deleted by two people entitled to do so. Nothing of it can be brought back.',
  'other-city': 'This is not the name of the city. Type it as it is written.',
  'nothing-named': 'Name at least one cell or row.',
  'end-out-of-range': 'Choose an end that is still to come, at most a year from now.',
  'unknown-reopening': 'There is no such reopening, or it has ended already.',
  overtaken: 'Somebody changed this cell meanwhile. Your value is kept beside it.',
  'not-shown':
    'There was already a figure here that this page had not shown yet. Your value is kept beside it.',
  'computed-cell': 'This cell is computed or shown from another cell and cannot be typed into.',
  // Cells and values.
  'unknown-cell': 'There is no such cell in this workbook.',
  'not-a-number': 'Type a number, for example 1234.5 or 1 234,5.',
  'ambiguous-number':
    'This can be read as two different numbers. Type it without thousands separators.',
  'not-an-integer': 'Type a whole number.',
  'below-minimum': 'The number is below what this cell can hold.',
  'above-maximum': 'The number is above what this cell can hold.',
  'formula-syntax':
    'This formula cannot be read. It takes figures, names of figures, + - * / ^ %, parentheses and sum, avg, min, max, round.',
  'formula-separator':
    'A comma can mean several things here. Values of a function are set apart by a semicolon, decimals by your own mark.',
  'formula-too-long': 'This formula has too many parts or parentheses. Split it.',
  'formula-power-unclear':
    'This power can be read in two ways. Put parentheses around what is meant first.',
  'formula-percent': 'This cell counts in per cent already. Write 5 instead of 5 %.',
  'formula-unknown-name':
    'No figure has this name. Figures are called by name, not by column and line; choose one from the list.',
  'formula-not-a-figure': 'A formula takes figures only, and this is none.',
  'formula-cycle': 'This formula would lead back to its own cell. Take out what closes the circle.',
  'formula-empty-name': 'A figure that this formula needs is not there yet.',
  'formula-no-figure': 'A figure that this formula needs has no value. Mend that cell first.',
  'formula-division-by-zero': 'This formula divides by zero.',
  'formula-power': 'A power takes a whole number from -100 to 100, and not 0 to the 0.',
  'formula-too-large': 'This formula leads to a number that is too large.',
  'formula-not-whole':
    'This cell holds whole numbers. Write round( ) around the formula to round what it gives.',
  'formula-round': 'Rounding takes the number of decimals, 0 to 29.',
  'not-yes-or-no': 'Type yes or no.',
  'not-a-choice': 'Choose one of the listed values.',
  'not-a-year': 'Type a year of four digits, for example 2025.',
  'too-long': 'The text is too long.',
  'too-many-digits': 'The number has too many digits.',
  'leave-empty':
    'Leave the cell empty: NR is shown by itself. Where the figure does not exist or nobody has it, “Not available …” of the row says so, with its reason.',
  'empty-text': 'Write something first.',
  'unknown-unit': 'This unit is not known here. Type the figure in the unit of the cell.',
  'other-quantity':
    'This unit measures something else than the cell. Type the figure in the unit of the cell.',
  'ambiguous-unit': 'This unit means different things to different people. Name it in full.',
  'gas-not-named':
    'Parts of volume can be converted for a named gas only. Type the figure in the unit of the cell.',
  'currency-typed':
    'Currencies are not converted. Type the figure alone; its currency stands in column M.',
  'not-text': 'The text holds characters that cannot be kept. Remove them, or type it again.',
  // Commands.
  'unknown-row': 'There is no such row in this workbook.',
  'unknown-entity': 'There is no such entity in this workbook.',
  'entity-exists': 'There is an entity of that name already.',
  'too-many-entities':
    'This workbook has as many entities as one may have. Merge or remove some first.',
  'entity-not-empty':
    'This entity still has rows or people. Give them to another one first, or merge the two.',
  'unknown-zone': 'This is no time zone that is known here. Choose one from the list.',
  'unknown-member': 'This person is not a member of the workbook.',
  'unknown-person': 'There is no such person here. Invite them by a link.',
  'member-exists': 'This person is a member already.',
  'already-so': 'This is so already.',
  'reminded-today':
    'They were reminded within the last day. Wait until tomorrow, or write to them.',
  'last-lead': 'A workbook keeps a coordinator and a project head. Appoint another one first.',
  'invitation-used': 'You joined by this invitation already, or somebody else did. Sign in.',
  'invitation-ended': 'This invitation cannot be used any more. Ask for a new one.',
  'entity-needed': 'A contributor belongs to an entity. Choose one.',
  'unknown-comment': 'There is no such comment.',
  'already-resolved': 'The comment is resolved already.',
  'not-resolved': 'The comment is open already.',
  'unknown-clarification': 'There is no such clarification in this workbook.',
  'already-closed': 'The clarification is closed already.',
  'clarification-joined':
    'This clarification is answered together with others. Give the ruling on the one that answers them, or part them first.',
  'other-kpi': 'Only clarifications of the same KPI are answered together.',
  'unknown-ruling': 'There is no such ruling any more.',
  'other-ruling': 'The ruling was revised meanwhile. Read the newest version first.',
  'unknown-call': 'There is no such call, or it was called off.',
  'call-past': 'Choose an hour that is still to come.',
  'call-link':
    'Give a link that begins with http:// or https://, without a name and password in it.',
  'period-proposed': 'Dates are proposed already. Answer them, or take them back first.',
  'period-past': 'The collection must end on a day that is still to come.',
  'period-length': 'A collection lasts three to six months. Choose other dates.',
  'period-extended-length':
    'Also when it is extended, a collection lasts three months at least and two years at most.',
  'period-start': 'The collection has begun as it was agreed: only its end can be changed.',
  'unknown-period': 'These dates wait for no answer any more.',
  'other-side-needed': 'These dates are your own side’s: the other side has to agree.',
  'due-agreed':
    'The end of the collection was agreed by city and auditor. Propose another on the timeline.',
  'mission-days': 'A mission has a first and a last day, at most 60 days in all.',
  'unknown-mission': 'There is no such mission, or it was called off.',
  'unknown-query': 'There is no such query in this workbook.',
  'query-closed': 'The query is closed. The auditor can open it again.',
  'query-not-closed': 'The query is open already.',
  'result-moved': 'The result has changed since you looked. Look again, then decide.',
  'content-moved':
    'What stands behind this result has changed since you looked. Look again, then decide.',
  'not-opened':
    'Open the row first: of several rows a verdict is given on those alone that you have looked at in the panel as they are now.',
  'not-reported': 'Nothing is reported here, so there is nothing to verify.',
  'nothing-verified': 'No data point is verified yet.',
  'unknown-version': 'There is no such version.',
  'reason-needed': 'Say why it is not verified.',
  'row-not-ready': 'This row cannot be ready yet: something in it is missing or cannot be read.',
  'row-has-figure': 'The row holds a figure. Clear it first, or say that the row is ready.',
  'row-moved': 'The row has changed since you looked. Look again, then decide.',
  'already-open': 'The workbook is open already.',
  'not-released': 'The audit side has not released a verification of this submission yet.',
  'unknown-edition': 'There is no KPI set of that edition here.',
  // The audit side.
  'unknown-paper': 'There is no such working paper.',
  'unknown-interview': 'There is no such interview.',
  'unknown-finding': 'There is no such finding.',
  'written-meanwhile':
    'Somebody else has written a newer version. Your text is kept here: look at theirs, then write yours anew.',
  'already-released': 'The finding was released to the city. It is not changed any more.',
  'not-chosen': 'Choose the finding for release first.',
  // Files.
  'not-published-results':
    'This file does not hold published results in the form that is read here.',
  'file-unknown-kind':
    'This file is no spreadsheet that can be read here. Save it as .xlsx, .ods or .csv and choose it again.',
  'file-old-kind':
    'This is a file of the old .xls kind. Open it, save it as .xlsx and choose that file.',
  'file-encrypted':
    'This file is protected by a password, so it cannot be read. Save a copy without a password and choose that.',
  'file-damaged':
    'This file is damaged or incomplete. Open it, save it again and choose that file.',
  'file-too-large':
    'This file is larger than a workbook can be. Remove pictures, empty rows and sheets that do not belong to it.',
  'file-too-slow':
    'Reading this file took too long. The server may be busy: try again. If it takes too long once more, remove what does not belong to it.',
  'file-stalled':
    'The file did not arrive whole: nothing more of it came. Look at your connection and send it again.',
  'file-without-rows':
    'No KPI data were found in this file. It needs a row of heads with “Code” and at least one of “Numerator”, “Denominator”, “Value” and “Override”, and below it rows with the codes of KPIs, such as EC: ICT: ICT: 1C.',
  'other-workbook-file': 'This file was exported from another workbook.',
  'unknown-template': 'There is no such template here.',
  'template-changed':
    'Somebody saved a newer version of this template meanwhile. Open it again and make your changes there.',
  'map-unknown-sheet': 'The file has no sheet of this name.',
  'map-unknown-row': 'A row is mapped to a data point that the KPI set does not have.',
  'map-row-twice': 'A data point is mapped to two rows. Leave it at one of them.',
  'map-row-above-heads': 'A row is mapped that does not stand below the heads of its table.',
  'map-place-twice': 'A row of the file belongs to two tables of the map.',
  'unknown-file': 'There is no such file here.',
  'unknown-evidence': 'There is no such file or link here, or it was taken away already.',
  'too-much-evidence':
    'As many files and links as possible stand behind this row. Take one away first, or put several into one file.',
  'evidence-full':
    'As many files as possible are kept with this workbook. Link to this one instead.',
  'evidence-kind':
    'Files of this kind are not kept as evidence. Save it as PDF, PNG, JPEG, WebP, CSV, text, .xlsx, .docx or .ods and choose that file.',
  'evidence-harmful':
    'The scanner of this installation says that this file does harm. It was not kept.',
  'evidence-unscanned':
    'The scanner of this installation gave no answer, so the file was not kept. Try again; if it stays so, tell who looks after the installation.',
  'evidence-not-shown': 'Files of this kind are not shown here. Save it and open it.',
  'evidence-too-large':
    'This file is too large to be kept as evidence. Send the part that shows the figure, or link to it.',
  'not-a-link': 'This is no link to a page. It begins with https:// or http:// and has no spaces.',
  'text-not-in-encoding':
    'The workbook holds letters that this encoding does not have. Choose UTF-8.',
  // The gate.
  'too-large': 'The change is too large to be taken at once. Split it.',
  malformed: 'The change could not be read. Reload the page.',
  'foreign-client': 'The change carries the mark of another person. Reload the page.',
  'missing-dependency': 'Earlier changes are missing. They will be asked for again.',
  'future-delete': 'The change removes something that does not exist. Reload the page.',
  'forbidden-shape': 'The change is not one that this workbook can hold. Reload the page.',
  'stale-generation': 'The workbook has moved on since. Your values will be tried again.',
  restored:
    'The server was restored to an earlier state, which does not hold this value. It is kept beside the cell.',
  // The history.
  'history-behind': 'The history is being prepared. Try again in a moment.',
  // The installation.
  unavailable: 'The server cannot save just now. Your value is kept and will be tried again.',
  'needs-connection':
    'This needs a connection. Nothing was changed; try again when you are connected.',
  'too-many': 'Too many requests. Wait a moment and try again.',
  'bad-request': 'The request could not be read.',
  'other-address':
    'This page was opened at another address than the server is set to. Open it at its own, or set PUBLIC_URL to the one that browsers use.',
  'upgrade-needed':
    'This address is for live connections. A proxy before the server has to pass on Upgrade and Connection.',
  'not-found': 'There is nothing here that you may see.',
  'wrong-credentials': 'E-mail or password is not right.',
  'link-used': 'This link cannot be used any more. Ask for a new one.',
  'wrong-password': 'The present password is not right.',
  'password-needed':
    'This needs your password again, since you typed it more than ten minutes ago. Nothing was done yet.',
  'email-known': 'There is an account with this e-mail already. Sign in with it first.',
  'last-admin': 'An installation keeps an administrator. Make somebody else one first.',
  'weak-password': 'This password is too short.',
  // Programs.
  'token-scope': 'This access token does not allow this. Sign in, or make a token that does.',
  'key-under-way':
    'A request with this idempotency key is being carried out. Ask again in a moment.',
  'key-reused': 'This idempotency key was used for another request. Choose a new one.',
  'target-not-allowed': 'No administrator has allowed webhooks to be sent there.',
  'archive-too-large':
    'This is more than one archive can hold. Read the journal page by page instead.',
  'too-many-exports':
    'As many archives as possible are being packed just now. Try again in a moment.',
  'too-many-files': 'As many files as possible are being read just now. Try again in a moment.',
  'too-many-tokens': 'You have as many access tokens as one person may. Revoke one first.',
};

/** What a refusal's detail means, where it is not plain by itself. */
export const REFUSAL_DETAILS: Readonly<Partial<Record<RefusalCode, string>>> = {
  'too-long': 'At most {{detail}} characters.',
  'too-many-digits': 'At most {{detail}} digits.',
  'weak-password': 'At least {{detail}} characters.',
  'not-a-year': 'Years: {{detail}}.',
  'row-not-ready': 'Cells: {{detail}}.',
  'formula-too-long': 'At most {{detail}} parts.',
  'map-unknown-sheet': 'Sheet: {{detail}}.',
  'map-unknown-row': 'Sheet and row: {{detail}}.',
  'map-row-twice': 'Sheet and row: {{detail}}.',
  'map-row-above-heads': 'Sheet and row: {{detail}}.',
  'map-place-twice': 'Sheet and row: {{detail}}.',
};

/** What the gate found wrong with an update. */
export const FAULT_SENTENCES: Readonly<Record<GateFault, string>> = {
  'another-place': 'An entry of somebody else has this place.',
  'another-root': 'It belongs to another document.',
  between: 'Too many entries lie between.',
  bytes: 'It has too many bytes.',
  'bytes-left': 'Bytes are left after its end.',
  cells: 'It touches too many cells.',
  'client-twice': 'A client stands in it twice.',
  clock: 'A clock is out of range.',
  'empty-text': 'A text is empty; the cell has to be cleared instead.',
  entries: 'It has too many entries.',
  'follows-itself': 'An entry follows itself.',
  'follows-others': 'An entry follows something that is no cell.',
  header: 'An entry is of a kind that a workbook does not have.',
  'key-length': 'The name of a cell is too long.',
  'no-entries': 'A client has no entries.',
  'no-length': 'An entry has no length.',
  'no-ranges': 'A client has no ranges.',
  'not-a-cell': 'An entry is no cell.',
  'not-text': 'A value is no text.',
  'not-the-last': 'An entry is not the last of its cell.',
  'not-utf8': 'A text is not UTF-8.',
  ranges: 'It removes too many ranges.',
  'ranges-overlap': 'Its ranges overlap.',
  removals: 'It holds too many removed entries.',
  splits: 'It splits too many entries.',
  taken: 'An entry of this number is there already.',
  'two-cells': 'An entry is in two cells.',
  values: 'An entry holds several values.',
  'within-another': 'An entry lies within another.',
  'in-a-row': 'Entries of one cell follow each other.',
};

const FAULTS: ReadonlySet<string> = new Set(GATE_FAULTS);

/** The sentence of a refusal. */
export const sentenceOf = ({ code }: Pick<Refusal, 'code'>): string => REFUSAL_SENTENCES[code];

/** A refusal's detail in words; undefined where it has none. */
export function detailOf({ code, detail }: Refusal): string | undefined {
  if (detail === undefined) return undefined;
  if (FAULTS.has(detail)) return FAULT_SENTENCES[detail as GateFault];
  return REFUSAL_DETAILS[code]?.replace('{{detail}}', () => detail) ?? detail;
}
