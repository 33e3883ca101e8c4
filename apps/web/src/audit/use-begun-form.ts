/** The fields of a form that somebody begins, kept in the browser until they are sent: a long note outlives a slip of the hand. */
import { useCallback, useMemo } from 'react';
import { useBegunText } from '../live/workbook/use-begun-text.ts';

export type Fields = Record<string, string | string[]>;

/** `what` names what is written, `stands` is how it stands now. */
export function useBegunForm<F extends Fields>(what: string, stands: F) {
  const [kept, keep] = useBegunText(what);
  const fields = useMemo(() => read(kept, stands), [kept, stands]);
  const set = useCallback(
    (part: Partial<F>) => {
      const next = { ...fields, ...part };
      keep(JSON.stringify(next) === JSON.stringify(stands) ? '' : JSON.stringify(next));
    },
    [fields, keep, stands],
  );
  const forget = useCallback(() => keep(''), [keep]);
  return { fields, set, forget };
}

/** What was kept by an older page may lack fields, or hold others. */
function read<F extends Fields>(kept: string, stands: F): F {
  try {
    const found: unknown = kept === '' ? {} : JSON.parse(kept);
    if (typeof found !== 'object' || found === null) return stands;
    const fits = Object.entries(found).filter(
      ([name, value]) =>
        Object.hasOwn(stands, name) &&
        (Array.isArray(stands[name])
          ? Array.isArray(value) && value.every((each) => typeof each === 'string')
          : typeof value === 'string'),
    );
    return { ...stands, ...Object.fromEntries(fits) };
  } catch {
    return stands;
  }
}
