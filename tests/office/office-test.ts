/** A test that needs LibreOffice; it is skipped, and says so, where the program is not installed. */
import { test } from 'vitest';
import { lacksOffice } from './soffice.ts';

export function officeTest(name: string, run: () => Promise<void>): void {
  test.skipIf(lacksOffice !== '')(`${name}${lacksOffice}`, run);
}
