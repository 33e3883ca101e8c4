/** The clarifications of a KPI in the panel: rulings for every city, this city's own, and a box to ask. */
import { Anchor, Button, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import type { ClarificationId, RowId } from '@tallystick/domain/cells/ids';
import { kpiOf } from '@tallystick/domain/nouns/clarify/clarification';
import { may } from '@tallystick/domain/rights';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { useState } from 'react';
import { useMissing } from '../look/use-missing.ts';
import { useTranslation } from 'react-i18next';
import { follow } from '../addresses/routes.ts';
import { clarificationsPath } from '../addresses/workbook-paths.ts';
import { newId } from '../kit/new-id.ts';
import { useBegunText } from '../live/workbook/use-begun-text.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { QueuedHere } from '../offline/queued-list.tsx';
import { PanelForm, sendByKeys } from '../kit/panel-form.tsx';
import './clarify.css';
import { RulingReaders } from './ruling-readers.tsx';
import { Ruling } from './ruling.tsx';
import { WorkbookClarification } from './workbook-clarification.tsx';
import type { DataPoint, ProfileRow } from '@tallystick/catalogue/kpi-set';

export function Clarifications({ row }: { row: DataPoint | ProfileRow }) {
  const { t } = useTranslation('clarify');
  const { id, state, actor, view } = useWorkbook();
  if (may(actor, 'read-clarifications', { state })) return null;
  const kpi = kpiOf(row);
  const elsewhere = view.rulings.filter((ruling) => ruling.kpi === kpi);
  const clarifications = [...state.clarifications.values()]
    .filter((clarification) => clarification.kpi === kpi)
    .toSorted((a, b) => b.number - a.number);
  const mayAsk = may(actor, 'ask-clarification', { state }) === undefined;
  const nothing = elsewhere.length === 0 && clarifications.length === 0;
  return (
    <section className="panel-block" data-testid="clarifications">
      <Title order={3} className="panel-heading">
        {t('title')}
      </Title>
      <Stack gap={10}>
        <Stack gap={10} aria-live="polite" key={kpi}>
          {elsewhere.map(({ id: key, text, at, former }) => (
            <Ruling key={key} text={text} at={at} scope="all" former={former}>
              <RulingReaders kpi={kpi} ruling={key} at={at} />
            </Ruling>
          ))}
          {clarifications.map((clarification) => (
            <WorkbookClarification key={clarification.id} clarification={clarification} />
          ))}
          {nothing && (
            <Text size="sm" c="var(--ts-muted)">
              {t('none')}
            </Text>
          )}
        </Stack>
        <QueuedHere
          isHere={(given) =>
            (given.type === 'ask-clarification' && given.row === row.row) ||
            (given.type === 'close-clarification' &&
              state.clarifications.get(given.clarification)?.kpi === kpi)
          }
        />
        {mayAsk && <Ask key={row.row} row={row.row as RowId} />}
        <div>
          <Anchor
            href={clarificationsPath(id)}
            onClick={follow}
            size="xs"
            data-testid="clarifications-all"
          >
            {t('list.ofWorkbook')}
          </Anchor>
        </div>
      </Stack>
    </section>
  );
}

function Ask({ row }: { row: RowId }) {
  const { t } = useTranslation('clarify');
  const { command } = useWorkbook();
  const [text, setText] = useBegunText(`${row} question`);
  // A question that was begun stands where it was left.
  const [opened, setOpened] = useState(text !== '');
  const { at, ...fields } = useMissing({ text: text.trim() === '' && t('missing.question') });
  const send = async () => {
    const clarification = newId('cl') as ClarificationId;
    const outcome = await command({
      type: 'ask-clarification',
      clarification,
      row,
      text: text.trim(),
    });
    if (!outcome.ok) return outcome;
    setText('');
    setOpened(false);
    return outcome;
  };
  if (!opened) {
    return (
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconMessageQuestion size={14} aria-hidden />}
          onClick={() => setOpened(true)}
          data-testid="ask-open"
        >
          {t('ask')}
        </Button>
      </div>
    );
  }
  return (
    <PanelForm
      fields={fields}
      act={send}
      onCancel={() => setOpened(false)}
      verb={t('send')}
      testId="ask-send"
      hint={t('keys')}
      isWritten
    >
      <Textarea
        label={t('question')}
        description={t('questionAbout')}
        placeholder={t('placeholder')}
        error={at('text')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={sendByKeys}
        maxLength={TEXT_LIMITS.clarification}
        autosize
        minRows={2}
        maxRows={10}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the box was asked for by the button that it replaces
        autoFocus
        data-testid="ask-text"
      />
    </PanelForm>
  );
}
