/** My workbooks: where a person starts. */
import {
  Alert,
  Anchor,
  Badge,
  Container,
  Group,
  Loader,
  Paper,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { Refusal } from '@tallystick/domain/refusals';
import type { WorkbookLine } from '@tallystick/protocol/views';
import type { AdminWorkbooks } from '@tallystick/protocol/views-people';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeletedWords } from '../archive/deleted-words.tsx';
import { ShareBar } from '../look/share-bar.tsx';
import { useTitle } from '../look/use-title.ts';
import { ClarificationsLink } from '../clarify/clarifications-link.tsx';
import { api, isAway } from '../server/api.ts';
import { useAsked } from '../server/use-asked.ts';
import { lastAnswer } from '../live/kept/kept-views.ts';
import { useSession } from '../live/room/session.ts';
import { ListAge } from '../offline/list-age.tsx';
import { follow } from '../addresses/routes.ts';
import { Due } from '../kit/due.tsx';
import { Mark } from '../kit/mark.tsx';
import { MeMenu } from '../account/me-menu.tsx';
import { count } from '../texts/locale.ts';
import { NewWorkbook } from '../set-up/new-workbook.tsx';
import classes from './workbooks.module.css';

export function Workbooks() {
  const { t } = useTranslation('shell');
  useTitle(t('workbooks.title'));
  const { session } = useSession();
  // Not `useAsked`: without a connection the list is the one that this browser has kept, with its time.
  const [lines, setLines] = useState<WorkbookLine[]>();
  const [refusal, setRefusal] = useState<Refusal>();
  /** Without a connection: of when the list is. */
  const [seenAt, setSeenAt] = useState<number | null>(null);
  /** Workbooks that were opened here and handed on: they are nobody's in this list, and it says where they are. */
  const [made, setMade] = useState(0);
  const person = session?.me?.person ?? '';
  useEffect(() => {
    const list = lastAnswer<{ workbooks: WorkbookLine[] }>({ api, person }, '/api/workbooks');
    void list.then((outcome) => {
      if (outcome.ok) {
        setLines(outcome.value.answer.workbooks);
        setSeenAt(outcome.value.at);
        setRefusal(undefined);
      } else setRefusal(outcome.refusal);
    });
  }, [person, session]);
  const admin = session?.me?.admin ?? false;
  return (
    <>
      <header className={classes.head}>
        <Mark />
        <MeMenu />
      </header>
      <Container component="main" size={860} py="xl">
        <Group justify="space-between" mb="lg">
          <Title order={1} size="h2">
            {t('workbooks.title')}
          </Title>
          {admin && <NewWorkbook onMade={() => setMade(made + 1)} />}
        </Group>
        {refusal && (
          <Alert color="red" variant="light" role="alert">
            {isAway(refusal) ? t('offline:lists.none') : t(`refusals.${refusal.code}`)}
          </Alert>
        )}
        {seenAt !== null && <ListAge key={seenAt} at={seenAt} />}
        {!lines && !refusal && <Loader size="sm" aria-label={t('loading')} />}
        {lines?.length === 0 && <Nothing key={made} admin={admin} />}
        {lines?.some(({ role }) => role === 'itu') && (
          <Group mb="md">
            <ClarificationsLink />
          </Group>
        )}
        <Lines lines={lines?.filter(({ archived }) => !archived) ?? []} />
        <Archive lines={lines?.filter(({ archived }) => archived) ?? []} />
      </Container>
    </>
  );
}

function Lines({ lines }: { lines: WorkbookLine[] }) {
  return (
    <ul className={classes.list}>
      {lines.map((line) => (
        <li key={line.workbook}>
          <Line line={line} />
        </li>
      ))}
    </ul>
  );
}

/** Read-only workbooks stand apart, and closed: most people look for what they work on. */
function Archive({ lines }: { lines: WorkbookLine[] }) {
  const { t } = useTranslation('archive');
  if (lines.length === 0) return null;
  return (
    <details className={classes.archive} data-testid="archived-workbooks">
      <summary>{t('list', { count: lines.length })}</summary>
      <Lines lines={lines} />
    </details>
  );
}

/** Nobody's list says of itself why it is empty: an administrator is told of the others', and of what was deleted. */
function Nothing({ admin }: { admin: boolean }) {
  const { t } = useTranslation('shell');
  const { value: listed } = useAsked<AdminWorkbooks>(admin ? '/api/admin/workbooks' : undefined);
  const others = listed?.workbooks.length ?? 0;
  const plain = t(admin ? 'workbooks.emptyTextAdmin' : 'workbooks.emptyText');
  return (
    <Paper withBorder p="xl" className={classes.nothing}>
      <Title order={2} size="h4">
        {t('workbooks.emptyTitle')}
      </Title>
      <Text mt={4}>
        {others > 0 ? t('workbooks.emptyTextOthers', { count: others }) : plain}{' '}
        {admin && (
          <Anchor href="/admin" onClick={follow}>
            {t('workbooks.toAdmin')}
          </Anchor>
        )}
      </Text>
      {listed && <DeletedWords deleted={listed.deleted} />}
    </Paper>
  );
}

function wordOf({ archived, locked }: WorkbookLine): string {
  if (archived) return 'archive:archived';
  return locked ? 'workbooks.locked' : 'workbooks.collecting';
}

/** What there is to do for who looks after the whole: whoever fills own rows reads of those. */
function Work({ line }: { line: WorkbookLine }) {
  const { t } = useTranslation('shell');
  const { ready, openThreads, mine, archived } = line;
  const words = [
    ready !== null && mine === null && t('workbooks.ready', { count: ready }),
    openThreads !== null && openThreads > 0 && t('workbooks.comments', { count: openThreads }),
  ].filter((each) => each !== false);
  if (archived || words.length === 0) return null;
  return (
    <Text size="sm" c="var(--ts-muted)" className="ts-figures" data-testid="work">
      {words.join(' · ')}
    </Text>
  );
}

function Line({ line }: { line: WorkbookLine }) {
  const { t } = useTranslation(['shell', 'rows', 'archive']);
  const { city, title, reported, dataPoints } = line;
  // What is locked is not due, and not late.
  const isOpen = !line.archived && !line.locked;
  const progress = t('workbooks.progress', { reported: count(reported), total: count(dataPoints) });
  return (
    <a
      href={`/w/${encodeURIComponent(line.workbook)}`}
      onClick={follow}
      className={classes.line}
      data-testid={`workbook-${line.workbook}`}
    >
      <Group justify="space-between" align="flex-start" gap="xs">
        <div className={classes.name}>
          <Text fw={650} size="lg" component="span" className={classes.city} translate="no">
            <bdi>{city}</bdi>
          </Text>
          <Text c="var(--ts-muted)" component="span">
            <bdi>{title}</bdi>
          </Text>
        </div>
        <Group gap={6}>
          <Badge variant="default" radius="sm" tt="none" fw={500}>
            {t(`roles.${line.role}`)}
          </Badge>
          <Badge
            variant={line.locked ? 'filled' : 'light'}
            radius="sm"
            tt="none"
            fw={500}
            leftSection={line.locked ? <IconLock size={12} /> : undefined}
          >
            {t(wordOf(line))}
          </Badge>
        </Group>
      </Group>
      <Stack gap={4} mt={10}>
        {!line.readsNothing && <ShareBar done={reported} of={dataPoints} words={progress} />}
        <Group justify="space-between" gap="xs" className={classes.figures}>
          <Text size="sm">{line.readsNothing ? t('workbooks.nothingReleased') : progress}</Text>
          <Text size="sm" c="var(--ts-muted)">
            {isOpen && <Due due={line.due} zone={line.zone ?? null} />}
            {isOpen && line.submissions > 0 && ' · '}
            {line.submissions > 0 && t('workbooks.versions', { count: line.submissions })}
          </Text>
        </Group>
        {line.mine && (
          <Text size="sm" c="var(--ts-muted)" className="ts-figures">
            {t(line.entity ? 'workbooks.mine' : 'workbooks.mineUnnamed', {
              entity: line.entity,
              rows: count(line.mine.rows),
              done: count(line.mine.rows - line.mine.left),
            })}
            {' · '}
            {line.mine.left === 0
              ? t('rows:bar.done')
              : t('rows:bar.left', { count: line.mine.left })}
          </Text>
        )}
        <Work line={line} />
      </Stack>
    </a>
  );
}
