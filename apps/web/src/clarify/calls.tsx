/** Calls on a clarification that were agreed: when, where to join, who is invited, and the way into a calendar. */
import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import type { Call } from '@tallystick/domain/nouns/clarify/call';
import { may } from '@tallystick/domain/rights';
import type { Clarification } from '@tallystick/domain/state';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { workbookApi } from '../addresses/workbook-paths.ts';
import { useNow } from '../kit/due.tsx';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAct } from '../look/use-act.ts';
import { deadline, ownZone } from '../texts/deadline.ts';
import { fileLanguage } from '../texts/language.ts';
import { CallForm } from './call-form.tsx';

export function Calls({ clarification }: { clarification: Clarification }) {
  const { t } = useTranslation('clarify');
  const { state, actor } = useWorkbook();
  /** The call that is written anew; null for a new one, undefined while nothing is written. */
  const [writing, setWriting] = useState<Call | null>();
  const calls = [...state.calls.values()].filter((call) => call.clarification === clarification.id);
  const mayCall = may(actor, 'agree-call', { state, clarification }) === undefined;
  return (
    <>
      {calls.map((call) => (
        <CallLine key={call.id} call={call} change={mayCall ? () => setWriting(call) : undefined} />
      ))}
      {writing === undefined
        ? mayCall && (
            <div>
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<IconPhone size={14} aria-hidden />}
                onClick={() => setWriting(null)}
                data-testid="call-open"
              >
                {t('call.open')}
              </Button>
            </div>
          )
        : mayCall && (
            <CallForm
              key={writing?.id}
              clarification={clarification}
              before={writing ?? undefined}
              done={() => setWriting(undefined)}
            />
          )}
    </>
  );
}

function CallLine({ call, change }: { call: Call; change: (() => void) | undefined }) {
  const { t } = useTranslation('clarify');
  const { id: workbook, nameOf, command } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const now = useNow();
  const { id, starts, minutes, zone, link, people, cancelled } = call;
  const mine = deadline(starts, ownZone());
  const agreed = deadline(starts, zone);
  const file = `${workbookApi(workbook)}/calls/${encodeURIComponent(id)}/calendar.ics?language=${fileLanguage()}`;
  return (
    <div className="clarify-call" data-cancelled={cancelled !== null} data-testid="call">
      <Text size="sm" component="div">
        <strong>{t('call.at', { when: agreed })}</strong>, {t('call.minutes', { count: minutes })}
        {mine !== agreed && <span className="ts-muted"> ({t('call.here', { when: mine })})</span>}
      </Text>
      <Text size="xs" c="var(--ts-muted)" component="div">
        <bdi translate="no">{people.map(nameOf).join(', ')}</bdi>
      </Text>
      {cancelled !== null ? (
        <Text size="sm">{t('call.cancelled')}</Text>
      ) : (
        <Group gap={10}>
          {link !== '' && (
            <Anchor href={link} target="_blank" rel="noreferrer noopener" size="sm">
              {t('call.join')}
            </Anchor>
          )}
          <Anchor href={file} download size="sm" data-testid="call-file">
            {t('call.file')}
          </Anchor>
          {change && starts > now && (
            <>
              <Button size="compact-sm" variant="subtle" onClick={change}>
                {t('call.change')}
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                loading={busy}
                onClick={() => void run(() => command({ type: 'cancel-call', call: id }))}
                data-testid="call-cancel"
              >
                {t('call.cancel')}
              </Button>
            </>
          )}
        </Group>
      )}
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
    </div>
  );
}
