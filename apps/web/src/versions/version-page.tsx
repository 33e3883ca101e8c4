/** A locked version, read-only: its ribbon, what this browser checked of it, and the grid as it was. */
import { Anchor, Center, Loader, Stack, Text, Title } from '@mantine/core';
import { hasEdition, loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Outcome } from '@tallystick/domain/refusals';
import type { SubmissionView, WorkbookView } from '@tallystick/protocol/views';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../look/use-title.ts';
import type { Focus } from '../lines/focus.ts';
import { workbookApi } from '../addresses/workbook-paths.ts';
import { useAsked } from '../server/use-asked.ts';
import { utcWords } from '../kit/instant.tsx';
import '../kit/panel.css';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { follow } from '../addresses/routes.ts';
import { wordLocale } from '../texts/locale.ts';
import { ReadOnlySheets } from './read-only-sheets.tsx';
import { SignOff } from './sign-off.tsx';
import { Ribbon } from './version-ribbon.tsx';
import { readSnapshot, snapshotSource } from './snapshot-source.ts';
import './versions.css';

type Loaded = {
  submission: Outcome<SubmissionView>;
  workbook: Outcome<WorkbookView>;
  again: () => Promise<void>;
};

function useVersion(id: string, n: number): Loaded | undefined {
  const submission = useAsked<SubmissionView>(`${workbookApi(id)}/submissions/${n}`);
  const workbook = useAsked<WorkbookView>(workbookApi(id));
  if (!submission.answer || !workbook.answer) return undefined;
  return { submission: submission.answer, workbook: workbook.answer, again: workbook.again };
}

export function VersionPage({ id, n }: { id: string; n: number }) {
  const { t } = useTranslation('versions');
  const loaded = useVersion(id, n);
  if (!loaded) {
    return (
      <Center h="100dvh" role="status" aria-label={t('page.loading')}>
        <Loader size="sm" />
      </Center>
    );
  }
  const { submission, workbook, again } = loaded;
  if (!submission.ok) {
    return (
      <Center h="100dvh" p="md" component="main">
        <Stack maw={440} gap="sm" data-testid="version-away">
          <Title order={1} size="h3">
            {t('page.away', { version: n })}
          </Title>
          {submission.refusal.code === 'not-found' ||
          submission.refusal.code === 'not-your-role' ? (
            <Text>{t('page.notReleased')}</Text>
          ) : (
            <RefusalText refusal={submission.refusal} />
          )}
          <Anchor href={`/w/${id}`} onClick={follow}>
            {t('page.back')}
          </Anchor>
        </Stack>
      </Center>
    );
  }
  return (
    <Version
      id={id}
      view={submission.value}
      workbook={workbook.ok ? workbook.value : undefined}
      again={again}
    />
  );
}

type VersionProps = {
  id: string;
  view: SubmissionView;
  workbook: WorkbookView | undefined;
  again: () => Promise<void>;
};

function Version({ id, view, workbook, again }: VersionProps) {
  const { t } = useTranslation(['versions', 'paper']);
  const known = workbook?.submissions ?? [view.submission];
  const versions = known.map((each) => each.submission).toSorted((a, b) => a - b);
  const snapshot = useMemo(() => readSnapshot(view.snapshot), [view]);
  useTitle(
    t('shell:released.version', { version: view.submission.submission }),
    snapshot?.city ?? '',
  );
  const [focus, setFocus] = useState<Focus>(null);
  const catalogue =
    snapshot && hasEdition(snapshot.edition) ? loadCatalogue(snapshot.edition) : undefined;
  const source = useMemo(
    () => (snapshot && catalogue ? snapshotSource(catalogue, snapshot, view) : undefined),
    [snapshot, catalogue, view],
  );
  if (!snapshot || !catalogue || !source) {
    return (
      <Center h="100dvh" p="md" component="main">
        <Notice tone="bad" role="alert">
          {t('page.unreadable')}
        </Notice>
      </Center>
    );
  }
  return (
    <main className="version-page">
      <Ribbon id={id} view={view} snapshot={snapshot} catalogue={catalogue} versions={versions}>
        {workbook && view.part === undefined && (
          <SignOff {...{ id, view, workbook, snapshot, catalogue, again }} />
        )}
      </Ribbon>
      <ReadOnlySheets
        source={source}
        label={(sheet) => t('page.sheet', { version: view.submission.submission, sheet })}
        focus={focus}
        setFocus={setFocus}
        paper={() => ({
          city: snapshot.city,
          title: snapshot.title,
          state: t('paper:version', {
            version: view.submission.submission,
            at: utcWords(view.submission.at, wordLocale(), 'minute'),
          }),
          // Of a part of a version nobody can compute its hash.
          notes: view.part ? [] : [t('paper:hash', { hash: view.submission.snapshot })],
        })}
      />
    </main>
  );
}
