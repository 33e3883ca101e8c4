/**
 * What the auditor said of a version: how many verdicts of each kind, which are not released yet, and the notes.
 * Whoever reads released versions alone has no other place where the reasons stand.
 */
import { Text } from '@mantine/core';
import { pointName } from '@tallystick/catalogue/catalogue';
import type { Verification } from '@tallystick/domain/state';
import type { ContentChange } from '@tallystick/domain/nouns/verdict-content';
import type { SubmissionView } from '@tallystick/protocol/views';
import { useTranslation } from 'react-i18next';
import { changeWords } from '../lines/verdict-words.ts';
import { day, numberLocale } from '../texts/locale.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Props = { view: SubmissionView; catalogue: Catalogue };

export function Verdicts({ view, catalogue }: Props) {
  const { t } = useTranslation('versions');
  const { verifications, submission } = view;
  if (verifications.length === 0) {
    return submission.released ? null : (
      <Text size="sm" c="var(--ts-muted)">
        {t('page.noVerification')}
      </Text>
    );
  }
  const stale = new Set<string>(view.stale.map(({ row }) => row));
  const holding = verifications.filter(({ row }) => !stale.has(row));
  const yes = holding.filter(({ verdict }) => verdict === 'yes').length;
  const waiting = verifications.filter(({ number }) => number > (submission.releasedUpTo ?? 0));
  const released = waiting.length === 0 ? t('page.released') : t('page.auditOnly');
  const isPart = waiting.length > 0 && waiting.length < verifications.length;
  return (
    <>
      <Text size="sm" data-testid="version-verdicts">
        {t('page.verdicts', { yes, no: holding.length - yes })}{' '}
        {stale.size > 0 && `${t('page.stale', { count: stale.size })} `}
        {isPart ? t('page.auditPart', { count: waiting.length }) : released}
      </Text>
      <Notes view={view} catalogue={catalogue} />
    </>
  );
}

/** Every verdict that says more than "verified": the refused ones, those with a note, those that do not fit. */
function Notes({ view, catalogue }: Props) {
  const { t } = useTranslation(['versions', 'grid']);
  const places = new Map(catalogue.dataPoints.map(({ row }, place) => [row as string, place]));
  const place = ({ row }: Verification) => places.get(row) ?? 0;
  const changes = new Map(view.stale.map(({ row, changed }) => [row, changed]));
  const said = view.verifications
    .filter(({ row, verdict, note }) => verdict === 'no' || note !== '' || changes.has(row))
    .toSorted((a, b) => place(a) - place(b));
  if (said.length === 0) return null;
  return (
    <details className="version-notes" data-testid="version-notes">
      <summary>{t('page.notes', { count: said.length })}</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is scrolled by keys */}
      <div role="region" tabIndex={0} aria-label={t('page.notes', { count: said.length })}>
        <ul className="panel-list">
          {said.map((each) => (
            <Note
              key={each.row}
              given={each}
              changed={changes.get(each.row) ?? []}
              view={view}
              catalogue={catalogue}
            />
          ))}
        </ul>
      </div>
    </details>
  );
}

type NoteProps = Props & { given: Verification; changed: readonly ContentChange[] };

function Note({ given, changed, view, catalogue }: NoteProps) {
  const { t } = useTranslation(['versions', 'grid']);
  const { t: inGrid } = useTranslation('grid');
  const point = catalogue.dataPoints.find(({ row }) => row === given.row);
  const on = { catalogue, locale: numberLocale(), row: given.row };
  const name = view.members.find(({ person }) => person === given.by)?.name ?? t('somebody');
  const when = { day: day(given.at) };
  return (
    <li className="version-note">
      <Text size="sm" fw={600}>
        <bdi translate="no">{point ? pointName(point) : given.row}</bdi>:{' '}
        {t(`release.${given.verdict}`)}
      </Text>
      {changed.length > 0 && (
        <Text size="sm" className="panel-stale" data-testid="version-note-stale">
          {t('page.changed', { changes: changeWords(on, changed, inGrid) })}
        </Text>
      )}
      {given.note !== '' && (
        <Text size="sm" className="panel-said" dir="auto">
          {given.note}
        </Text>
      )}
      <Text size="xs" c="var(--ts-muted)">
        {view.part ? t('grid:verified.on', when) : t('grid:verified.by', { name, ...when })}
      </Text>
    </li>
  );
}
