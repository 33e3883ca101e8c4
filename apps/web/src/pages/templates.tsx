/** The page of templates: files of ITU into which all cities export, each with its map. */
import { Anchor, Button, Container, FileButton, Stack, Text, Title } from '@mantine/core';
import type {
  TemplateLine,
  TemplateReadingView,
  TemplatesView,
} from '@tallystick/protocol/views-templates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MeMenu } from '../account/me-menu.tsx';
import { follow } from '../addresses/routes.ts';
import { Mark } from '../kit/mark.tsx';
import { Notice } from '../kit/notice.tsx';
import '../kit/panel.css';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useAct } from '../look/use-act.ts';
import { useTitle } from '../look/use-title.ts';
import { api } from '../server/api.ts';
import { sendFile } from '../server/send-file.ts';
import { useAsked } from '../server/use-asked.ts';
import { TemplateForm } from '../templates/template-form.tsx';
import { count, day } from '../texts/locale.ts';
import classes from './workbooks.module.css';

type Open = { reading: TemplateReadingView; of: TemplateLine | null };

export function TemplatesPage() {
  const { t } = useTranslation('export', { keyPrefix: 'templates' });
  useTitle(t('title'));
  const asked = useAsked<TemplatesView>('/api/templates');
  const [open, setOpen] = useState<Open | null>(null);
  const [isSaved, setSaved] = useState(false);
  const act = useAct();
  const show = async (of: TemplateLine | null, read: Reading) => {
    const answer = await act.run(read);
    if (answer.ok) setOpen({ reading: answer.value, of });
  };
  const add = (file: File | null) => {
    const path = `/api/templates/files?name=${encodeURIComponent(file?.name ?? '')}`;
    const { signal } = new AbortController();
    if (file) void show(null, () => sendFile({ path, file, left: () => {}, signal }));
  };
  const done = (saved: boolean) => {
    setOpen(null);
    setSaved(saved);
    if (saved) void asked.again();
  };
  const refusal = act.refusal ?? asked.refusal;
  return (
    <>
      <header className={classes.head}>
        <Mark />
        <MeMenu />
      </header>
      <Container component="main" size={open ? 1400 : 860} py="xl">
        <Stack gap="md">
          <div>
            <Anchor href="/" onClick={follow} size="sm">
              {t('home')}
            </Anchor>
            <Title order={1} size="h2">
              {t('title')}
            </Title>
            <Text size="sm" c="var(--ts-muted)">
              {t('about')}
            </Text>
          </div>
          {refusal && (
            <Notice tone="bad" role="alert">
              <RefusalText refusal={refusal} />
            </Notice>
          )}
          {isSaved && !open && (
            <Notice tone="good" role="status" testId="template-saved">
              {t('saved')}
            </Notice>
          )}
          {open ? (
            <TemplateForm key={open.reading.file.hash} {...open} onDone={done} />
          ) : (
            <>
              <List
                view={asked.value}
                busy={act.busy}
                onCorrect={(of) => void show(of, readingOf(of))}
              />
              {asked.value?.mayKeep === false && <Text size="sm">{t('notYours')}</Text>}
              {asked.value?.mayKeep && (
                <FileButton accept=".xlsx,.xlsm" onChange={add}>
                  {(props) => (
                    <Button
                      {...props}
                      loading={act.busy}
                      w="fit-content"
                      data-testid="template-add"
                    >
                      {t('add')}
                    </Button>
                  )}
                </FileButton>
              )}
            </>
          )}
        </Stack>
      </Container>
    </>
  );
}

type Reading = () => ReturnType<typeof api.get<TemplateReadingView>>;

const readingOf =
  ({ template }: TemplateLine): Reading =>
  () =>
    api.get<TemplateReadingView>(`/api/templates/${template}`);

type ListProps = {
  view: TemplatesView | undefined;
  busy: boolean;
  onCorrect: (of: TemplateLine) => void;
};

function List({ view, busy, onCorrect }: ListProps) {
  const { t } = useTranslation('export', { keyPrefix: 'templates' });
  if (view?.templates.length === 0) return <Text size="sm">{t('none')}</Text>;
  return (
    <ul className="panel-list">
      {view?.templates.map((each) => (
        <li key={each.template} className="panel-line panel-line-wraps" data-testid="template-line">
          <div className="panel-grow">
            <Text size="sm">{each.name}</Text>
            <Text size="xs" c="var(--ts-muted)">
              {t('line', {
                ...each,
                day: day(each.at),
                rows: count(each.rows),
                without: count(each.without),
              })}
            </Text>
          </div>
          {view.mayKeep && (
            <Button
              size="compact-sm"
              variant="default"
              disabled={busy}
              aria-label={t('correctWhich', { name: each.name })}
              onClick={() => onCorrect(each)}
              data-testid="template-correct"
            >
              {t('correct')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
