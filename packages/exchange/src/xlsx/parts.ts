/**
 * The parts of an .xlsx file and how they name each other. Paths are resolved inside the archive alone: a relation that
 * leads outside of it is listed and never followed. Source: ECMA-376 part 2, 6.5 (relationships) and 6.2.2 (part names).
 */
import { BookFault } from '../book/fault.ts';
import { BOOK_LIST } from '../book/limits.ts';
import { walkXml } from '../xml/walk.ts';
import type { Zip } from '../zip/read-zip.ts';

export type Relation = {
  id: string;
  /** The last word of its type: `worksheet`, `sharedStrings`. Standard and strict types end alike. */
  type: string;
  /** The part's name in the archive; undefined for what stands outside of it. */
  part: string | undefined;
};

export type Parts = {
  /** By name, without regard to case; undefined for none. Throws a fault if it cannot be unpacked. */
  read(name: string): Uint8Array | undefined;
  has(name: string): boolean;
  names(): string[];
  /** The relations of a part (`''`: of the whole file); none where it has none. */
  relations(part: string): Relation[];
};

/** The parts of an archive. */
export function partsOf(zip: Zip): Parts {
  const byName = new Map(zip.members.map((member) => [member.name.toLowerCase(), member]));
  const parts: Parts = {
    read: (name) => {
      const member = byName.get(name.toLowerCase());
      const data = member?.data();
      if (data && !data.ok)
        throw new BookFault(
          data.refusal.code === 'file-too-large' ? 'file-too-large' : 'file-damaged',
          name,
        );
      return data?.value;
    },
    has: (name) => byName.has(name.toLowerCase()),
    names: () => zip.members.map(({ name }) => name),
    relations: (part) => relationsOf(parts, part),
  };
  return parts;
}

function relationsOf(parts: Parts, part: string): Relation[] {
  const cut = part.lastIndexOf('/') + 1;
  const name = `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`;
  const bytes = parts.read(name);
  const found: Relation[] = [];
  if (bytes === undefined) return found;
  walkXml(name, bytes, {
    open: (element) => {
      if (element.name !== 'Relationship') return;
      if (found.length >= BOOK_LIST) throw new BookFault('file-too-large', name);
      const outside = element.get('TargetMode')?.toLowerCase() === 'external';
      found.push({
        id: element.get('Id') ?? '',
        type: /[^/]*$/.exec(element.get('Type') ?? '')?.[0] ?? '',
        part: outside ? undefined : inArchive(part.slice(0, cut), element.get('Target') ?? ''),
      });
    },
  });
  return found;
}

/** `xl/worksheets/sheet1.xml` of `../worksheets/sheet1.xml` in `xl/x/`; undefined for what leads out of the archive. */
function inArchive(folder: string, target: string): string | undefined {
  let plain = target.replaceAll('\\', '/').split(/[?#]/)[0] ?? '';
  if (/^[a-z][\w+.-]*:/iu.test(plain)) return undefined;
  try {
    plain = decodeURIComponent(plain);
  } catch {
    // A per cent sign of its own: the name is taken as it is written.
  }
  const steps: string[] = [];
  for (const step of (plain.startsWith('/') ? plain : folder + plain).split('/')) {
    if (step === '..' && steps.pop() === undefined) return undefined;
    if (step !== '' && step !== '.' && step !== '..') steps.push(step);
  }
  return steps.join('/');
}
