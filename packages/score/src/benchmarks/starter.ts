/** The set that an installation begins with: this project's illustration from public sources, none of it U4SSC's. */
import illustration from '../../data/illustration-1.json' with { type: 'json' };
import type { BenchmarkSet } from './benchmark-set.ts';

export const STARTER_SET = illustration as BenchmarkSet;
