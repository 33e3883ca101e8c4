import { describe, expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';
import { ATTEMPTS, impersonate } from './impersonation.ts';
import { runSessions } from './sessions.ts';

/** Another seed each day, printed, so that a failure can be had again: `fuzz(seed, FORGED)`. */
const SEED = Number(process.env['GATE_SEED'] ?? Math.floor(Date.now() / 86_400_000));
/** A part of what the measure `gate-fuzz` forges; the counts below follow it. */
const FORGED = 16_000;
const SESSIONS = 120;
const IMPERSONATIONS = 100;

describe(`the gate, seed ${SEED}`, () => {
  it('lets in nothing that changes another cell, throws, or stays parked, and foretells the rest exactly', () => {
    const report = fuzz(SEED, FORGED);
    console.log(`seed ${SEED}`, JSON.stringify({ ...report, forgedByKind: undefined }));
    expect(report.bypasses).toEqual([]);
    expect(report.throws).toEqual([]);
    expect(report.pending).toEqual([]);
    expect(report.mispredicted).toEqual([]);
    expect(report.refusedHonest).toEqual([]);
    expect(report.forged).toBe(FORGED);
    expect(report.accepted).toBeGreaterThan(FORGED / 10);
    expect(report.nothing).toBeGreaterThan(FORGED / 50);
    expect(report.later).toBeGreaterThan(FORGED / 100);
    expect(report.lost).toBeGreaterThan(FORGED / 200);
    expect(report.unseen).toBeGreaterThan(FORGED / 200);
    expect(report.cleared).toBeGreaterThan(FORGED / 200);
    expect(report.claims).toBeGreaterThan(FORGED / 200);
    for (const code of [
      'forbidden-shape',
      'malformed',
      'foreign-client',
      'future-delete',
      'too-large',
      'too-long',
      'not-your-row',
      'locked',
      'unknown-cell',
      'too-many',
      'not-a-number',
    ]) {
      expect(report.refusedByCode[code] ?? 0, code).toBeGreaterThan(FORGED / 2_000);
    }
    expect(Object.keys(report.forgedByKind).length).toBeGreaterThan(45);
  });

  it('takes everything that honest people send, and all replicas become equal', () => {
    const report = runSessions(SEED, SESSIONS);
    console.log(`seed ${SEED}`, JSON.stringify(report));
    expect(report.refused).toEqual([]);
    expect(report.diverged).toEqual([]);
    expect(report.sessions).toBe(SESSIONS);
    expect(report.accepted).toBeGreaterThan(10 * SESSIONS);
    expect(report.reconnects).toBeGreaterThan(SESSIONS);
    expect(report.wholes).toBeGreaterThan(SESSIONS / 2);
    expect(report.reloads).toBeGreaterThan(SESSIONS);
    expect(report.siblingUpdates).toBeGreaterThan(SESSIONS);
    expect(report.later).toBeGreaterThan(0);
    expect(report.lost).toBeGreaterThan(SESSIONS);
    expect(report.unseen).toBeGreaterThan(SESSIONS);
  });

  it('lets nobody forge, rewrite, replay or take the id of another, and his next edit lands', () => {
    const report = impersonate(SEED, IMPERSONATIONS);
    expect(report.successes).toEqual([]);
    for (const attempt of ATTEMPTS) expect(report.attempts[attempt]).toBe(IMPERSONATIONS);
    expect(report.victimLanded).toBe(4 * IMPERSONATIONS);
    expect(report.refusedForeign).toBeGreaterThan(2 * IMPERSONATIONS);
  });
});
