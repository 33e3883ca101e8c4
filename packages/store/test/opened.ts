/** How a contract of the store comes by the store that it is held against. */
import type { Store } from '../src/port.ts';

/** Opens a store for one test; every call answers the same one. A contract asks for the ports that it is about. */
export type Opened<Ports = Store> = () => Promise<Ports>;
