/** A locked version as scores and as the wheel: what counts, by which benchmarks, on which basis. */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { Language, Score, Standing, Wheel } from '@tallystick/picture/model';
import { wheelOfSet } from '@tallystick/picture/wheel/wheel-of-set';
import type { SubmissionView } from '@tallystick/protocol/views';
import type { BenchmarkSet } from '@tallystick/score/benchmarks/benchmark-set';
import { type Scored, type ScoreSheet, scoreSheet } from '@tallystick/score/scores/scores';

/** Whether everything that was reported counts, or what was verified alone. */
export type Basis = 'reported' | 'verified';

type Version = Pick<SubmissionView, 'verifications' | 'stale'>;

/** The scores of a version. A verdict on what has changed since verifies nothing. */
export function scoresOfVersion(
  catalogue: Catalogue,
  set: BenchmarkSet,
  given: { snapshot: Pick<Snapshot, 'results' | 'cells'>; version: Version },
): ScoreSheet {
  const { snapshot, version } = given;
  const stale = new Set(version.stale.map(({ row }) => row));
  const verified = version.verifications.filter(
    ({ row, verdict }) => verdict === 'yes' && !stale.has(row),
  );
  const results = Object.fromEntries(
    Object.entries(snapshot.results).map(([row, result]) => {
      const said = snapshot.cells[`${row}:unit`];
      return [row, { ...result, unitSaid: said === undefined ? undefined : String(said) }];
    }),
  );
  return scoreSheet(catalogue, set, { results, verified: new Set(verified.map(({ row }) => row)) });
}

function standingOf(
  score: ScoreSheet['points'][number] | undefined,
  isReported: boolean,
  basis: Basis,
): Standing {
  if (score === undefined || !isReported) return { kind: 'not-reported' };
  const isLeftOut = basis === 'verified' && !score.isVerified;
  if (!score.isCounted) {
    if (score.why === 'not-reported') return { kind: 'not-reported' };
    return { kind: score.why === 'no-benchmark' ? 'no-benchmark' : 'not-comparable' };
  }
  const { points } = score;
  return isLeftOut ? { kind: 'not-verified', points } : { kind: 'scored', points };
}

/** A score as pictures take it. Cut to whole percent, so that it never shows a border that it has not reached. */
function drawnScore(scored: Scored | undefined, basis: Basis): Score | null {
  const score = scored?.[basis];
  if (scored === undefined || !score || score.percent === null || score.band === null) return null;
  const value = Number(score.percent);
  return {
    value,
    text: String(Math.floor(value)),
    band: score.band,
    counted: score.counted,
    of: scored.counts.total,
  };
}

export type Drawn = { city: string; note: string; language: Language; basis: Basis };

/** The wheel of a version's scores. */
export function wheelOfVersion(
  catalogue: Catalogue,
  sheet: ScoreSheet,
  given: { results: Snapshot['results']; drawn: Drawn },
): Wheel {
  const { city, note, language, basis } = given.drawn;
  const points = new Map(sheet.points.map((score) => [score.row, score]));
  const groups = new Map(
    [...sheet.dimensions, ...sheet.categories].map((scored) => [scored.id, scored]),
  );
  const isReported = (row: string) => {
    const status = given.results[row]?.status;
    return status !== undefined && status !== 'not-reported';
  };
  return wheelOfSet(catalogue, {
    city,
    note,
    language,
    standingOf: (row) => standingOf(points.get(row), isReported(row), basis),
    scoreOf: (id) => drawnScore(groups.get(id), basis),
  });
}
