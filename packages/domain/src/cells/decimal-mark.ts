/** The decimal mark of a locale. Nothing else is imported with it: the first page asks for it. */

const markOf = new Map<string, '.' | ','>();

/** The decimal mark that people of a locale type and read; `.` for none or an unknown one. */
export function decimalMark(locale: string | undefined): '.' | ',' {
  if (locale === undefined) return '.';
  const known = markOf.get(locale);
  if (known) return known;
  let mark: '.' | ',' = '.';
  try {
    const shown = new Intl.NumberFormat(locale).formatToParts(1.5);
    mark = shown.find((part) => part.type === 'decimal')?.value === ',' ? ',' : '.';
  } catch {
    // An unknown locale name: the mark of the template.
  }
  markOf.set(locale, mark);
  return mark;
}
