/** What the archive of a record says of itself. */
import type { Exported } from './export-workbook.ts';

/** `README.txt` of the archive. */
export function recordReadme({ of, role }: { of: Exported; role: string }): string {
  const { state } = of;
  return `THE RECORD OF A WORKBOOK
${state.city}: ${state.title}
Workbook ${of.workbook}, KPI set of edition ${state.edition}, journal up to number ${of.head}.
Made for a member with the role "${role}".

Everything here is plain text, UTF-8. No program of ours is needed to read it.

  workbook.json   what stands now: every cell with its author and time, every result, entities, versions.
  workbook.csv    the same cells and results as a table. In every table a text that a spreadsheet could take for a
                  formula is led by an apostrophe; times are in UTC; "entry" is the number of an entry of the journal.
  comments.csv    what was said at cells, thread by thread. "thread" is the entry that began it; "audience" is "members",
                  or "audit" for what the audit side says among itself.
  verdicts.csv    the auditors' verdicts, in order. "version" is the last one locked by then, "result" what the auditor
                  saw. A verdict stands until the next line on its row. Of those that stand "holds" is "no" where what was
                  judged (the result, its figures, and what is said about them) reads otherwise now, and "changed" names
                  the cells that do. "released" says whether the city was shown it.
  marks.csv       what was said of a row last: ready, or not available and why. "holds" is "no" where a cell was changed
                  since, so that the row is neither.
  rulings.csv     clarifications of KPIs with ITU's rulings. A line without a question is a ruling for every city that was
                  asked for elsewhere.
  evidence.csv    files and links behind the values of rows, those that were taken away included. "value" is what the row
                  showed when it was put there, "query" is there for one in the thread of a query; "file" is the SHA-256 of its bytes.
  files.csv       the files from which values were taken over or that stand behind them: SHA-256 of each, its name, the
                  entry of the journal that names it, its bytes, and whether it is here. It is there for who reads the
                  whole history.
  files/          those files, byte for byte as they were handed in, each under its SHA-256, up to 200 MB together. One
                  that is not here is downloaded from the history, at the line of that entry.
  people.json     names of the people whom the shown entries name by id; role and entity are those of members now.
                  "system" is the server itself.
  journal.txt     every entry that was ever written, in order. A line is: its place in the log of the installation, its
                  leaf hash (hexadecimal), and the entry itself as canonical JSON (RFC 8785). Where the entry, or anything
                  that it holds, is not for this role to read, a "-" stands in its place; its hash shows that it is there.
                  "edit": cells with their text before and after; "event": everything else. "salt" is random, so that
                  the hash of an event tells nothing of it to whom it is not for.
  checkpoint.txt  the signed head of the log: origin, number of entries, root hash, signature
                  (c2sp.org/tlog-checkpoint, c2sp.org/signed-note; Ed25519).
  key.txt         the public key (a C2SP vkey). Compare it with one that you had from elsewhere.
  proof.txt       a format line, the size of the tree, then hashes. They prove journal.txt in checkpoint.txt.
  versions/       for each locked version its snapshot (canonical JSON) and its bundle, which verify.mjs checks. Where a
                  version has more edits than a bundle takes, its snapshot alone: journal.txt and proof.txt prove it.

TO CHECK THE JOURNAL
  1. The leaf hash of a shown entry is SHA-256 of a zero byte and its JSON (RFC 6962). Compare.
  2. Walk the tree of RFC 6962 from the root, left before right. Where a subtree holds none of the places in journal.txt,
     take the next hash of proof.txt; a single leaf of journal.txt gives its own hash. You arrive at the root hash of
     checkpoint.txt.
  3. Check the signature of checkpoint.txt with the key.
  4. The SHA-256 of a file of files/ is its name, and the entry that files.csv names has it as "file": what was taken over
     with that entry came from these bytes.
  The tree is that of the whole installation; the entries of other workbooks are in it as hashes alone.

WHAT IT DOES NOT SHOW
That a value is true. Whoever holds both the key and the database can write a whole new record: that is found only by
comparing checkpoint.txt with one kept elsewhere.
`;
}
