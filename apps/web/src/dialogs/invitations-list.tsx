/**
 * The invitations of a workbook: those open, with a button that revokes, and behind a fold what became of the others.
 * Own file because only those who manage members see it.
 */
import { Stack, Text, Title } from '@mantine/core';
import { grantable } from '@tallystick/domain/decide-member';
import type { InvitationLine } from '@tallystick/protocol/views-people';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../live/api.ts';
import { useWorkbook } from '../live/use-workbook.ts';
import { instant } from '../texts/locale.ts';
import { AskOnce } from './ask-once.tsx';

/** `asOf` moves on whenever the list is to be asked for again. */
export function InvitationsList({ asOf }: { asOf: string }) {
  const { t } = useTranslation('access');
  const { id, state } = useWorkbook();
  const [lines, setLines] = useState<InvitationLine[]>([]);
  const path = `/api/workbooks/${id}/invitations`;
  const load = useCallback(
    () =>
      api.get<{ invitations: InvitationLine[] }>(path).then((answer) => {
        if (answer.ok) setLines(answer.value.invitations);
      }),
    [path],
  );
  const members = state.members.size;
  useEffect(() => {
    // Somebody who joins uses one up.
    void load();
  }, [load, asOf, members]);
  if (lines.length === 0) return null;
  const open = lines.filter(({ status }) => status === 'open');
  const past = lines.filter(({ status }) => status !== 'open');
  return (
    <section>
      <Title order={3} className="panel-group">
        {t('invite.title')}
      </Title>
      <Stack gap={6}>
        <ul className="panel-list">
          {open.map((line) => (
            <Line key={line.id} line={line} path={path} onRevoked={load} />
          ))}
        </ul>
        {past.length > 0 && (
          <details className="missing-list">
            <summary>{t('invite.past', { count: past.length })}</summary>
            <ul className="panel-list">
              {past.map((line) => (
                <Line key={line.id} line={line} path={path} onRevoked={load} />
              ))}
            </ul>
          </details>
        )}
      </Stack>
    </section>
  );
}

type LineProps = { line: InvitationLine; path: string; onRevoked: () => Promise<void> };

function Line({ line, path, onRevoked }: LineProps) {
  const { t } = useTranslation(['access', 'people']);
  const { actor } = useWorkbook();
  const note = line.note === '' ? t('invite.unnamed') : line.note;
  const isOpen = line.status === 'open';
  const fate =
    line.usedBy === null
      ? t(`invite.status.${line.status}`)
      : t('invite.usedBy', { name: line.usedBy.name });
  const revoke = async () => {
    const outcome = await api.delete<void>(`${path}/${line.id}`);
    await onRevoked();
    return outcome;
  };
  return (
    <li
      className="panel-line panel-line-wraps"
      data-testid="invitation-line"
      data-status={line.status}
    >
      <div className="panel-grow">
        <Text size="sm" dir="auto">
          {note}
        </Text>
        <Text size="xs" c="var(--ts-muted)">
          {[
            t(`people:roles.${line.role}`),
            line.entity?.name,
            t('invite.by', { name: line.by.name }),
            isOpen ? t('invite.until', { when: instant(line.expiresAt) }) : fate,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      {isOpen && grantable(actor).includes(line.role) && (
        <AskOnce
          act={t('invite.revoke')}
          actWhich={t('invite.revokeWho', { note })}
          about={t('invite.revokeAbout')}
          yes={t('invite.revoke')}
          keep={t('people:keep')}
          onYes={revoke}
          testId="invitation-revoke"
        />
      )}
    </li>
  );
}
