/** The queue of queries in the head: what waits for this person, by KPI and entity, and a way to each with the keyboard. */
import { Anchor, Badge, Button, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { may } from '@tallystick/domain/rights';
import { type KeyboardEvent, type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { workbookApi } from '../addresses/workbook-paths.ts';
import { Dialog } from '../kit/dialog.tsx';
import '../kit/dialogs.css';
import { useNow } from '../kit/due.tsx';
import { shortcutKey } from '../kit/typed-key.ts';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import { fileLanguage } from '../texts/language.ts';
import { count } from '../texts/locale.ts';
import './queries.css';
import { countQueries, WHICH, type Which } from './queue.ts';
import { QueueFields } from './queue-fields.tsx';
import { QueueLine } from './queue-line.tsx';
import { type QueryDesk, queueIn } from './use-query-desk.ts';

export function QueriesButton({ desk }: { desk: QueryDesk }) {
  const { t } = useTranslation('queries');
  const { state, actor } = useWorkbook();
  const isAudit = may(actor, 'ask-query', { state }) === undefined;
  if (may(actor, 'read-queries', { state }) || (state.queries.size === 0 && !isAudit)) return null;
  const { mine } = countQueries(state, actor);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        className="head-button"
        leftSection={<IconHelpCircle size={16} aria-hidden />}
        rightSection={
          mine > 0 ? (
            <Badge size="sm" circle={mine < 10} aria-hidden>
              {count(mine)}
            </Badge>
          ) : undefined
        }
        onClick={desk.open}
        data-testid="queries-open"
      >
        {t('title')}
        {mine > 0 && <span className="ts-hidden"> {t('desk.mineCount', { count: mine })}</span>}
      </Button>
      <Dialog opened={desk.isOpen} onClose={desk.close} title={t('desk.title')} size="lg">
        <Desk desk={desk} />
      </Dialog>
    </>
  );
}

/** The arrows go from line to line, Enter is the click of the line, V verifies its row and goes on. */
function alongLines(list: RefObject<HTMLUListElement | null>, event: KeyboardEvent): void {
  const lines = [...(list.current?.querySelectorAll<HTMLElement>('.query-line') ?? [])];
  const at = lines.findIndex((line) => line === document.activeElement);
  const { altKey, ctrlKey, metaKey } = event.nativeEvent;
  const isVerdict = shortcutKey(event.nativeEvent) === 'v' && !altKey && !ctrlKey && !metaKey;
  if (isVerdict) lines[at]?.parentElement?.querySelector<HTMLElement>('.query-verify')?.click();
  const to = {
    ArrowDown: Math.min(at + 1, lines.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: lines.length - 1,
  }[isVerdict ? 'ArrowDown' : event.key];
  if (to === undefined) return;
  event.preventDefault();
  lines[to]?.focus();
}

function Desk({ desk }: { desk: QueryDesk }) {
  const { t } = useTranslation('queries');
  const handle = useWorkbook();
  const { id, state, actor } = handle;
  useAllCells();
  useNow();
  const { which } = desk.filters;
  const list = useRef<HTMLUListElement>(null);
  const queue = queueIn(handle, desk.filters);
  const { mine, open } = countQueries(state, actor);
  const figures: Record<Which, number> = { mine, open, closed: state.queries.size - open };
  const judges = may(actor, 'verify', { state }) === undefined;
  return (
    <Stack gap={12}>
      <SegmentedControl
        size="xs"
        fullWidth
        value={which}
        onChange={(value) => desk.choose({ which: value as Which })}
        aria-label={t('desk.which')}
        data={WHICH.map((value) => ({
          value,
          label: t(`desk.${value}`, { figure: count(figures[value]) }),
        }))}
        data-testid="queries-which"
      />
      <QueueFields filters={desk.filters} choose={desk.choose} />
      {queue.length === 0 && (
        <Text size="sm" c="var(--ts-muted)" data-testid="queries-none">
          {t(`desk.none.${which}`)}
        </Text>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys go between its buttons */}
      <ul
        ref={list}
        className="query-list"
        aria-label={t('desk.title')}
        onKeyDown={(event) => alongLines(list, event)}
      >
        {queue.map((query, at) => (
          <QueueLine
            key={query.id}
            query={query}
            isFirst={at === 0}
            choose={() => desk.show(query.row)}
          />
        ))}
      </ul>
      <Text size="xs" c="var(--ts-muted)">
        {t('desk.keys')} {judges && t('desk.verdictKey')}
      </Text>
      <Anchor size="sm" href={logOf(id)} download data-testid="queries-file">
        {t('desk.file')}
      </Anchor>
    </Stack>
  );
}

/** ITU's tab of KPI questions alone, in the language of the page where the file has it. */
function logOf(id: string): string {
  return `${workbookApi(id)}/export.xlsx?part=queries&language=${fileLanguage()}`;
}
