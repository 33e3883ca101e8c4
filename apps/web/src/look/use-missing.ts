/**
 * What a form still needs, said beside its fields once its button was pressed. A button that is greyed out instead
 * would tell nobody why.
 */
import { type RefObject, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** By field: what is to be done there, or false where nothing is missing. */
export type Missing<Field extends string> = Record<Field, string | false>;

export type Asked<Field extends string = never> = {
  /** For the form, which says `noValidate`: the browser's own words are in its own language. */
  form: RefObject<HTMLFormElement | null>;
  /** The error of a field. */
  at: (field: Field) => string | false;
  /** Whether all is there; else it is said, and the keyboard goes to the first field that needs something. */
  isWhole: () => boolean;
};

export function useMissing<Field extends string>(missing: Missing<Field>): Asked<Field> {
  const form = useRef<HTMLFormElement>(null);
  const [isAsked, setAsked] = useState(false);
  const isWhole = (): boolean => {
    if (Object.values(missing).every((each) => each === false)) {
      // A form that empties itself once it was sent must not ask at once for the next.
      setAsked(false);
      return true;
    }
    // The fields carry their marks before the first of them is looked for.
    flushSync(() => setAsked(true));
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    return false;
  };
  return { form, at: (field) => isAsked && missing[field], isWhole };
}
