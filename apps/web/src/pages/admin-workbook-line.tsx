/**
 * One workbook as an administrator sees it: its name, and what becomes of the whole. What it holds is its members'.
 */
import { Badge, Group, Text } from '@mantine/core';
import type { Command } from '@tallystick/domain/commands';
import type { AdminWorkbook } from '@tallystick/protocol/views-people';
import { useTranslation } from 'react-i18next';
import { EndingActions } from '../archive/ending-actions.tsx';
import { EndingWords } from '../archive/ending-words.tsx';
import type { Ending } from '../archive/ending.ts';
import { newId } from '../kit/new-id.ts';
import { api } from '../server/api.ts';
import { useSession } from '../live/room/session.ts';
import { LeadLink } from '../set-up/lead-link.tsx';
import { day } from '../texts/locale.ts';

/** `now`: when the line was told, milliseconds since 1970, UTC. */
type Props = { line: AdminWorkbook; now: number; onChanged: () => Promise<void> };

export function AdminWorkbookLine({ line, now, onChanged }: Props) {
  const { t } = useTranslation(['access', 'archive']);
  const { session } = useSession();
  const ending = endingOf(line);
  const which = t('archive:which', { city: line.city, title: line.title });
  const give = async (command: Command) => {
    const path = `/api/workbooks/${encodeURIComponent(line.workbook)}/commands`;
    const outcome = await api.post<unknown>(path, { id: newId('c'), command });
    await onChanged();
    return outcome;
  };
  return (
    <li className="panel-line panel-line-wraps" data-testid="admin-workbook">
      <div className="panel-grow">
        <Group gap={8}>
          <Text size="sm" fw={600} dir="auto" translate="no">
            {line.city}
          </Text>
          <Text size="sm" c="var(--ts-muted)" dir="auto">
            {line.title}
          </Text>
          {line.archived && (
            <Badge variant="light" radius="sm" tt="none" fw={500}>
              {t('archive:archived')}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="var(--ts-muted)">
          {t('admin.opened', { when: day(line.createdAt) })}
        </Text>
        <EndingWords ending={ending} now={now} />
      </div>
      {!line.archived && <LeadLink workbook={line.workbook} which={which} />}
      <EndingActions
        ending={ending}
        give={give}
        me={session?.me?.person ?? ''}
        mayTakeRecord={line.mayTakeRecord}
        now={now}
      />
    </li>
  );
}

function endingOf({ workbook, city, title, zone, archived, deletion }: AdminWorkbook): Ending {
  return {
    workbook,
    city,
    title,
    zone,
    archived: archived && { ...archived, name: archived.by.name },
    deletion: deletion && { ...deletion, by: deletion.by.person, name: deletion.by.name },
  };
}
