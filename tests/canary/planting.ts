/** A field that no noun names, planted in every entry that a store writes: in the entry, its event, and all objects in them. */
import type { Store } from '@tallystick/store/port';

/** Letters and digits alone, so that it is found also where texts are escaped. */
export const CANARY = 'qzcanary4417';

/** Makes a store plant it. What the server goes on with after the append is what was planted, as with any field. */
export function makePlanting(store: Store): void {
  const { append, appendAudit } = store;
  store.append = (requests) => {
    for (const { entries } of requests) for (const entry of entries) plant(entry);
    return append(requests);
  };
  store.appendAudit = (request) => {
    for (const entry of request.entries) plant(entry);
    return appendAudit(request);
  };
}

function plant(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const each of Object.values(value)) plant(each);
  if (!Array.isArray(value)) Object.assign(value, { canary: CANARY });
}
