/** Asks before an undo goes over what somebody has written since: which cells, what stands there and by whom. */
import { Button, Group, Table, Text } from '@mantine/core';
import type { CellView } from '@tallystick/protocol/views';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../kit/dialog.tsx';
import { ReadValue } from '../lines/change-line.tsx';
import { useCellWords } from '../lines/told.ts';
import { api } from '../server/api.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { gestureWords } from './undo-words.ts';
import type { Asking } from './use-turning.ts';

/** Cells that are listed, each with its author; the rest is counted. */
const LISTED_MAX = 12;

/** Who wrote these cells last, as far as the server has answered. */
function useAuthors(cells: readonly string[]): ReadonlyMap<string, string> {
  const { id } = useWorkbook();
  const [authors, setAuthors] = useState<ReadonlyMap<string, string>>(new Map());
  const key = cells.join(' ');
  useEffect(() => {
    let current = true;
    for (const cell of key.split(' ').filter(Boolean)) {
      const path = `/api/workbooks/${encodeURIComponent(id)}/cells/${encodeURIComponent(cell)}`;
      void api.get<CellView>(path).then((answer) => {
        const name = answer.ok ? answer.value.by?.name : undefined;
        if (current && name) setAuthors((was) => new Map(was).set(cell, name));
      });
    }
    return () => {
      current = false;
    };
  }, [id, key]);
  return authors;
}

type Props = { asking: Asking; finish: (over: boolean) => void; cancel: () => void };

export function LaterDialog({ asking, finish, cancel }: Props) {
  const { t } = useTranslation('undo');
  const { catalogue } = useWorkbook();
  const nameOf = useCellWords(catalogue);
  const { direction, turning } = asking;
  const listed = turning.later.slice(0, LISTED_MAX);
  const authors = useAuthors(listed.map(({ cell }) => cell));
  const more = turning.later.length - listed.length;
  const what = gestureWords(t, { kind: turning.kind, count: turning.cells });
  return (
    <Dialog opened onClose={cancel} title={t(`later.${direction}Title`)} size="lg">
      <Text size="sm">{t('later.about', { count: turning.later.length, what })}</Text>
      <Table mt="sm" verticalSpacing={4} data-testid="undo-later">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('later.cell')}</Table.Th>
            <Table.Th>{t('later.stands')}</Table.Th>
            <Table.Th>{t('later.wanted')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {listed.map(({ cell, stands, wanted }) => (
            <Table.Tr key={cell}>
              <Table.Td>{nameOf(cell, true)}</Table.Td>
              <Table.Td>
                <ReadValue catalogue={catalogue} cell={cell} text={stands} />
                {authors.has(cell) && (
                  <Text size="xs" c="var(--ts-muted)">
                    <bdi>{t('later.by', { name: authors.get(cell) })}</bdi>
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <ReadValue catalogue={catalogue} cell={cell} text={wanted} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more > 0 && <Text size="sm">{t('later.more', { count: more })}</Text>}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={cancel} data-testid="undo-cancel">
          {t('later.cancel')}
        </Button>
        {turning.free.length > 0 && (
          <Button variant="default" onClick={() => finish(false)} data-testid="undo-others">
            {t('later.others', { count: turning.free.length })}
          </Button>
        )}
        <Button color="red" onClick={() => finish(true)} data-testid="undo-over">
          {t('later.over', { count: turning.later.length })}
        </Button>
      </Group>
    </Dialog>
  );
}
