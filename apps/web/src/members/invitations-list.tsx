/**
 * The invitations of a workbook: those open, to be changed, shown again and revoked, and behind a fold what became of
 * the others.
 */
import { Button, Stack, Text, Title } from '@mantine/core';
import { grantable } from '@tallystick/domain/nouns/member';
import type { InvitationLine, InvitationMade } from '@tallystick/protocol/views-people';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../server/api.ts';
import { useAsked } from '../server/use-asked.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { deadline } from '../texts/deadline.ts';
import { instant } from '../texts/locale.ts';
import { AskOnce } from '../kit/ask-once.tsx';
import { InvitePerson } from './invite-person.tsx';
import { LinkField } from '../kit/link-field.tsx';

/** `asOf` moves on whenever the list is to be asked for again. */
export function InvitationsList({ asOf }: { asOf: string }) {
  const { t } = useTranslation('access');
  const { id, state } = useWorkbook();
  const path = `/api/workbooks/${id}/invitations`;
  // Somebody who joins uses one up.
  const mark = `${asOf} ${state.members.size}`;
  const { value, again: load } = useAsked<{ invitations: InvitationLine[] }>(path, { mark });
  const lines = value?.invitations ?? [];
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
            <Line key={line.id} line={line} path={path} onChanged={load} />
          ))}
        </ul>
        {past.length > 0 && (
          <details className="missing-list">
            <summary>{t('invite.past', { count: past.length })}</summary>
            <ul className="panel-list">
              {past.map((line) => (
                <Line key={line.id} line={line} path={path} onChanged={load} />
              ))}
            </ul>
          </details>
        )}
      </Stack>
    </section>
  );
}

type LineProps = { line: InvitationLine; path: string; onChanged: () => Promise<void> };

/** What nobody has used or taken back can be set right. */
const MENDABLE: readonly InvitationLine['status'][] = ['open', 'expired', 'lapsed'];

function Line({ line, path, onChanged }: LineProps) {
  const { t } = useTranslation(['access', 'people']);
  const { actor } = useWorkbook();
  const [isChanging, setChanging] = useState(false);
  const isMine = grantable(actor).includes(line.role) && MENDABLE.includes(line.status);
  return (
    <li
      className="panel-line panel-line-wraps"
      data-testid="invitation-line"
      data-status={line.status}
    >
      <Words line={line} />
      {isMine && !isChanging && (
        <Acts line={line} path={path} onChanged={onChanged} change={() => setChanging(true)} />
      )}
      {isChanging && (
        <div className="panel-line-below">
          <Text size="xs">{t('invite.changeAbout')}</Text>
          <InvitePerson
            line={line}
            onDone={() => {
              setChanging(false);
              void onChanged();
            }}
          />
        </div>
      )}
    </li>
  );
}

function Words({ line }: { line: InvitationLine }) {
  const { t } = useTranslation(['access', 'people']);
  const fate =
    line.usedBy === null
      ? t(`invite.status.${line.status}`)
      : t('invite.usedBy', { name: line.usedBy.name });
  const isOpen = line.status === 'open';
  return (
    <div className="panel-grow">
      <Text size="sm" dir="auto">
        {noteOf(line) || t('invite.unnamed', { when: instant(line.createdAt) })}
      </Text>
      <Text size="xs" c="var(--ts-muted)">
        {[
          t(`people:roles.${line.role}`),
          line.entity?.name,
          t('invite.by', { name: line.by.name }),
          isOpen ? t('invite.until', { when: deadline(line.expiresAt, null) }) : fate,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </div>
  );
}

const noteOf = ({ note }: InvitationLine): string => note.trim();

function Acts({ line, path, onChanged, change }: LineProps & { change: () => void }) {
  const { t } = useTranslation(['access', 'people']);
  const [link, setLink] = useState<string>();
  const note = noteOf(line) || t('invite.unnamed', { when: instant(line.createdAt) });
  const own = `${path}/${line.id}`;
  const linkAnew = async () => {
    const outcome = await api.post<InvitationMade>(`${own}/link`, {});
    if (outcome.ok) setLink(outcome.value.link);
    return outcome;
  };
  const revoke = async () => {
    const outcome = await api.delete<void>(own);
    await onChanged();
    return outcome;
  };
  if (link !== undefined) {
    return (
      <div className="panel-line-below" role="status">
        <LinkField path={link} label={t('invite.linkLabel')} testId="invitation-link" />
        <Button
          size="compact-xs"
          variant="default"
          mt={4}
          onClick={() => {
            setLink(undefined);
            void onChanged();
          }}
        >
          {t('close')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-label={t('invite.changeWho', { note })}
        onClick={change}
        data-testid="invitation-change"
      >
        {t('change.open')}
      </Button>
      <AskOnce
        act={t('invite.anew')}
        actWhich={t('invite.anewWho', { note })}
        about={t('invite.anewAbout')}
        yes={t('invite.anewYes')}
        keep={t('people:keep')}
        onYes={linkAnew}
        testId="invitation-anew"
      />
      {line.status === 'open' && (
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
    </>
  );
}
