/**
 * What the window is like, known at the first drawing already. Own file because the kit's hook first answers no: a phone
 * would fetch the sheet, to show the form.
 */
import { useMediaQuery } from '@mantine/hooks';

export function useMedia(query: string): boolean {
  return useMediaQuery(query, undefined, { getInitialValueInEffect: false });
}
