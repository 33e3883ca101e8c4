/**
 * Preloaded into every command: without it a start spends two thirds of its time on one package's manifest. Node asks
 * for every `.js` file which kind of module it is, and parses the whole package.json anew for each answer; that of
 * drizzle-orm has 179 kB, and 150 of its files are loaded. Here the answer for packages that are modules throughout is
 * given without asking. Where this is not preloaded all works the same, only slower.
 */
import { registerHooks } from 'node:module';

/** Packages with long manifests whose `.js` files are all modules. */
const MODULES = /\/node_modules\/(?:drizzle-orm|lib0)\/[^?]*\.js$/;

registerHooks({
  resolve(specifier, context, next) {
    const { parentURL } = context;
    const isInside = specifier.startsWith('.') && specifier.endsWith('.js');
    if (!isInside || parentURL === undefined || !MODULES.test(parentURL))
      return next(specifier, context);
    return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true };
  },
});
