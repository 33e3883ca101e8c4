/**
 * Has the ledger run in a browser: what it takes from Node is taken from `src/check/platform`. The program that checks
 * offline keeps Node's own.
 */
import type { Plugin } from 'vite';

const PLATFORM = `${import.meta.dirname}/../src/check/platform`;
const TWINS: Readonly<Record<string, string>> = {
  'node:crypto': `${PLATFORM}/crypto.ts`,
  'node:zlib': `${PLATFORM}/zlib.ts`,
};
/** The two files of the ledger that spell bytes with Node's global `Buffer`. */
const SPELLS = /\/packages\/ledger\/src\/(?:hash|ed25519)\.ts$/;

export function ledgerInBrowser(): Plugin {
  return {
    name: 'tallystick-ledger-in-browser',
    enforce: 'pre',
    resolveId(source) {
      return TWINS[source];
    },
    transform(code, id) {
      if (!SPELLS.test(id)) return undefined;
      return { code: `import { Buffer } from '${PLATFORM}/buffer.ts';\n${code}`, map: null };
    },
  };
}
