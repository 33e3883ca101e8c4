import { openMemoryStore } from '../src/memory-store.ts';
import { runStoreContract } from './contract.ts';

runStoreContract('memory', async () => openMemoryStore());
