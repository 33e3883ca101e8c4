/** A page of the past of a workbook: loads what the workbook is, or says why it cannot. */
import { Anchor, Center, Loader, Stack, Text, Title } from '@mantine/core';
import { hasEdition, loadCatalogue } from '@tallystick/catalogue/catalogue';
import { no, type Refusal } from '@tallystick/domain/refusals';
import type { WorkbookView } from '@tallystick/protocol/views';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isAway } from '../server/api.ts';
import { useAsked } from '../server/use-asked.ts';
import '../kit/panel.css';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useTitle } from '../look/use-title.ts';
import { follow } from '../addresses/routes.ts';
import './history.css';
import { workbookApi, workbookPath } from '../addresses/workbook-paths.ts';
import type { Told } from '../lines/told.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type Past = { view: WorkbookView; catalogue: Catalogue; told: Told };

function told(view: WorkbookView, catalogue: Catalogue): Told {
  const everybody = [...view.formerMembers, ...view.members];
  const people = new Map(everybody.map(({ person, name }) => [person, name]));
  const entities = new Map(
    [...view.formerEntities, ...view.entities].map(({ id, name }) => [id, name]),
  );
  return {
    id: view.workbook,
    catalogue,
    zone: view.zone,
    personName: (person) => people.get(person) ?? person,
    entityName: (entity) => entities.get(entity) ?? entity,
  };
}

export function WorkbookPast(props: {
  id: string;
  title: string;
  children: (past: Past) => ReactNode;
}) {
  const { id, title, children } = props;
  const { value, answer } = useAsked<WorkbookView>(workbookApi(id));
  const past = useMemo((): Past | undefined => {
    if (!value || !hasEdition(value.edition)) return undefined;
    const catalogue = loadCatalogue(value.edition);
    return { view: value, catalogue, told: told(value, catalogue) };
  }, [value]);
  useTitle(title, past?.view.city ?? '', past?.view.title ?? '');
  if (!answer) return <Waiting />;
  if (!answer.ok) return <Away id={id} refusal={answer.refusal} />;
  // Those who read released versions alone have no room, and no history of one.
  if (!past || answer.value.room === null) return <Away id={id} refusal={undefined} />;
  return children(past);
}

function Waiting() {
  const { t } = useTranslation('history');
  return (
    <Center h="100dvh" role="status" aria-label={t('page.loading')}>
      <Loader size="sm" />
    </Center>
  );
}

function Away({ id, refusal }: { id: string; refusal: Refusal | undefined }) {
  const { t } = useTranslation('history');
  return (
    <Center h="100dvh" p="md" component="main">
      <Stack maw={440} gap="sm" data-testid="history-away">
        <Title order={1} size="h3">
          {t('page.away')}
        </Title>
        {refusal ? (
          <RefusalText refusal={isAway(refusal) ? refusal : no('not-found').refusal} />
        ) : (
          <Text>{t('page.notYours')}</Text>
        )}
        <Anchor href={workbookPath(id)} onClick={follow}>
          {t('page.back')}
        </Anchor>
      </Stack>
    </Center>
  );
}
