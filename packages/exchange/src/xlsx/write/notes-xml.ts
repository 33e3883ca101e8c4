/**
 * Notes of a sheet, and the conversations among them, as parts of an .xlsx file. A conversation stands twice: as a
 * threaded comment, and as a note for programs that know no other. Sources: ECMA-376, part 1, 18.7 (comments); part 4,
 * 19.4 (their shapes in VML); [MS-XLSX] 2.6.205 and 2.6.206 (threaded comments, persons).
 */
import { createHash } from 'node:crypto';
import { placeOf } from '../../book/book.ts';
import type { OutComment, OutNote, OutPerson } from './out-book.ts';
import { attributes, textElement, XML_BEGIN, xml } from './xml-text.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const THREADED = 'http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments';
const REVISION = 'http://schemas.microsoft.com/office/spreadsheetml/2014/revision';

/** Says which names a program may pass over. Source: ECMA-376, part 3, 7.2. */
const COMPATIBILITY = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** The format names comments and people by GUIDs; the same text gives the same one. */
export function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex').toUpperCase();
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `{${parts.join('-')}-${hex.slice(20, 32)}}`;
}

/** The longest text of a cell or a note. Source: Excel's specifications and limits. */
export const NOTE_MAX = 32_000;

/** A note as a file holds it: of one that is too long its beginning. */
export const noteText = (text: string): string =>
  text.length > NOTE_MAX ? `${text.slice(0, NOTE_MAX)}…` : text;

/** `xl/comments*.xml`. By the name of its author a note says that it stands for a conversation. */
export function commentsXml(notes: readonly OutNote[]): string {
  const authors = [...new Set(notes.map(authorOf))];
  const names = authors.map((author) => textElement(author, 'author')).join('');
  const comments = notes.map((note) => {
    const [first] = note.thread ?? [];
    const of = attributes({
      ref: note.at,
      authorId: authors.indexOf(authorOf(note)),
      shapeId: 0,
      'xr:uid': first && guidOf(first.id),
    });
    return `<comment${of}><text>${textElement(noteText(note.text))}</text></comment>`;
  });
  return `${XML_BEGIN}<comments xmlns="${MAIN}" xmlns:mc="${COMPATIBILITY}" mc:Ignorable="xr" xmlns:xr="${REVISION}"><authors>${names}</authors><commentList>${comments.join('')}</commentList></comments>`;
}

function authorOf({ author, thread }: OutNote): string {
  const [first] = thread ?? [];
  return first === undefined ? author : `tc=${guidOf(first.id)}`;
}

/** `xl/threadedComments/*.xml`; undefined where no note is a conversation. */
export function threadsXml(notes: readonly OutNote[]): string | undefined {
  const all = notes.flatMap(({ at, thread = [] }) => {
    const [first] = thread;
    return thread.map((comment) => threadedXml(at, comment, first));
  });
  if (all.length === 0) return undefined;
  return `${XML_BEGIN}<ThreadedComments xmlns="${THREADED}" xmlns:x="${MAIN}">${all.join('')}</ThreadedComments>`;
}

function threadedXml(at: string, comment: OutComment, first: OutComment | undefined): string {
  const isReply = first !== undefined && first !== comment;
  const of = attributes({
    ref: at,
    dT: new Date(comment.at).toISOString().slice(0, 22),
    personId: guidOf(comment.person),
    id: guidOf(comment.id),
    parentId: isReply ? guidOf(first.id) : undefined,
    done: !isReply && comment.isDone,
  });
  return `<threadedComment${of}>${textElement(comment.text, 'text')}</threadedComment>`;
}

/** `xl/persons/person.xml`. */
export function personsXml(people: readonly OutPerson[]): string {
  const all = people.map(({ id, name }) => {
    const of = { displayName: name, id: guidOf(id), userId: id, providerId: 'None' };
    return `<person${attributes(of)}/>`;
  });
  return `${XML_BEGIN}<personList xmlns="${THREADED}" xmlns:x="${MAIN}">${all.join('')}</personList>`;
}

/** `xl/drawings/vmlDrawing*.vml`: where each note shows when it is pointed at. */
export function shapesXml(notes: readonly OutNote[], first: number): string {
  const shapes = notes.map((note, at) => shapeXml(note, first + at + 1)).join('');
  const layout = `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${first / 1024}"/></o:shapelayout>`;
  const type =
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">${layout}${type}${shapes}</xml>`;
}

/** Rows that a note is high, by its length: some 40 characters a line. */
const LINES = { least: 4, most: 20, chars: 40 };

function shapeXml({ at, text }: OutNote, id: number): string {
  const { row = 1, column = 1 } = placeOf(at) ?? {};
  const needed = text
    .split('\n')
    .reduce((sum, line) => sum + Math.ceil((line.length + 1) / LINES.chars), 0);
  const lines = Math.min(LINES.most, Math.max(LINES.least, needed));
  const anchor = [
    column,
    12,
    Math.max(0, row - 2),
    4,
    column + 3,
    12,
    Math.max(0, row - 2) + lines,
    4,
  ];
  const style = 'position:absolute;width:200pt;height:60pt;z-index:1;visibility:hidden';
  const data = `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor.join(', ')}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData>`;
  return `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="${xml(style)}" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>${data}</v:shape>`;
}
