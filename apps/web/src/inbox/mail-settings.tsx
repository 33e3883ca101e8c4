/** How one wants to be told by mail, for all workbooks or one of them, and the address for a calendar program. */
import { Button, Group, NativeSelect, Stack, Table, Text, Title } from '@mantine/core';
import { type How, HOWS, howOf, type PostSetting } from '@tallystick/domain/mailing';
import { NOTICE_KINDS, type NoticeKind } from '@tallystick/domain/nouns/telling';
import type { PostView } from '@tallystick/protocol/post/settings';
import type { WorkbookLine } from '@tallystick/protocol/views';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Instant } from '../kit/instant.tsx';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { ShownOnce } from '../kit/shown-once.tsx';
import { useAct } from '../look/use-act.ts';
import { api } from '../server/api.ts';
import { useAsked } from '../server/use-asked.ts';

const PATH = '/api/me/post';

export function MailSettings() {
  const { t } = useTranslation('inbox');
  const { value, refusal, again } = useAsked<PostView>(PATH);
  if (refusal)
    return (
      <Notice tone="bad" role="alert">
        <RefusalText refusal={refusal} />
      </Notice>
    );
  if (!value) return null;
  return (
    <Stack gap="xl" mt="xl">
      <section aria-labelledby="mail-heading">
        <Title order={2} size="h4" id="mail-heading">
          {t('mail.title')}
        </Title>
        {!value.mails && (
          <Text size="sm" mt={4} data-testid="no-mails">
            {t('mail.none')}
          </Text>
        )}
        {value.mails && <ByMail view={value} again={again} />}
      </section>
      <Calendar view={value} again={again} />
    </Stack>
  );
}

type Props = { view: PostView; again: () => Promise<void> };

function ByMail({ view, again }: Props) {
  const { t } = useTranslation('inbox');
  const { value: list } = useAsked<{ workbooks: WorkbookLine[] }>('/api/workbooks');
  const [workbook, setWorkbook] = useState('');
  const { refusal, run } = useAct();
  const settings = view.settings as PostSetting[];
  const of = workbook === '' ? null : (workbook as NonNullable<PostSetting['workbook']>);
  const chosen = (kind: NoticeKind) =>
    settings.find((each) => each.workbook === of && each.kind === kind)?.how ?? '';
  /** What holds where nothing is chosen here. */
  const otherwise = (kind: NoticeKind): How => {
    const others = settings.filter((each) => each.workbook !== of || each.kind !== kind);
    return howOf(others, { workbook: of ?? ('' as never), kind });
  };
  const choose = (kind: NoticeKind, how: string): void => {
    const setting = { workbook: of, kind, how: how === '' ? null : how };
    void run(async () => {
      const outcome = await api.put(PATH, { settings: [setting] });
      if (outcome.ok) await again();
      return outcome;
    });
  };
  return (
    <>
      <Text size="sm" mt={4}>
        {view.address === null ? t('mail.noAddress') : `${t('mail.to')} `}
        <bdi dir="ltr">{view.address}</bdi>
      </Text>
      {view.refused !== null && (
        <Notice tone="bad" role="status">
          {t('mail.refused')} <Instant at={view.refused} />
        </Notice>
      )}
      <NativeSelect
        mt="sm"
        label={t('mail.where')}
        value={workbook}
        onChange={(event) => setWorkbook(event.currentTarget.value)}
        data={[
          { value: '', label: t('mail.everywhere') },
          ...(list?.workbooks ?? []).map((line) => ({
            value: line.workbook,
            label: `${line.city}, ${line.title}`,
          })),
        ]}
        data-testid="mail-where"
      />
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
      <Table mt="sm" verticalSpacing={4}>
        <Table.Tbody>
          {NOTICE_KINDS.map((kind) => (
            <Table.Tr key={kind}>
              <Table.Th scope="row" fw={400}>
                {t(`mail.kinds.${kind}`)}
              </Table.Th>
              <Table.Td>
                <NativeSelect
                  size="xs"
                  aria-label={t(`mail.kinds.${kind}`)}
                  value={chosen(kind)}
                  onChange={(event) => choose(kind, event.currentTarget.value)}
                  data={[
                    { value: '', label: t('mail.usual', { how: t(`mail.${otherwise(kind)}`) }) },
                    ...HOWS.map((how) => ({ value: how, label: t(`mail.${how}`) })),
                  ]}
                  data-testid={`mail-${kind}`}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function Calendar({ view, again }: Props) {
  const { t } = useTranslation('inbox');
  const [address, setAddress] = useState<string>();
  const { busy, refusal, run } = useAct();
  const make = (): void =>
    void run(async () => {
      const outcome = await api.post<{ path: string }>('/api/me/calendar', {});
      if (outcome.ok) {
        setAddress(window.location.origin + outcome.value.path);
        await again();
      }
      return outcome;
    });
  const end = (): void =>
    void run(async () => {
      const outcome = await api.delete('/api/me/calendar');
      setAddress(undefined);
      if (outcome.ok) await again();
      return outcome;
    });
  return (
    <section aria-labelledby="calendar-heading">
      <Title order={2} size="h4" id="calendar-heading">
        {t('calendar.title')}
      </Title>
      <Text size="sm" mt={4} mb="sm">
        {t(view.calendar ? 'calendar.there' : 'calendar.about')}
      </Text>
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
      {address !== undefined && (
        <ShownOnce
          title={t('calendar.made')}
          about={t('calendar.once')}
          label={t('calendar.address')}
          secret={address}
          onClose={() => setAddress(undefined)}
        />
      )}
      <Group gap={8} mt="sm">
        <Button size="xs" variant="default" loading={busy} onClick={make} data-testid="calendar">
          {t(view.calendar ? 'calendar.anew' : 'calendar.make')}
        </Button>
        {view.calendar && (
          <Button size="xs" variant="default" disabled={busy} onClick={end}>
            {t('calendar.end')}
          </Button>
        )}
      </Group>
    </section>
  );
}
