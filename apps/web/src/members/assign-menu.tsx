/** Who reports a row: a menu that assigns one row or many to an entity, with a search and "no entity". */
import { Combobox, Input, Text, UnstyledButton, useCombobox } from '@mantine/core';
import type { EntityId, RowId } from '@tallystick/domain/cells/ids';
import { may } from '@tallystick/domain/rights';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { sharedEntity } from '../lines/shared-entity.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useRefusalSentence } from '../kit/refusal-text.tsx';
import { byName } from '../texts/by-name.ts';
import '../kit/panel.css';
import '../kit/dialogs.css';

const NOBODY = 'none';
const NO_ENTITIES: readonly { id: EntityId; name: string }[] = [];

export function AssignMenu({ rows }: { rows: readonly string[] }) {
  const { t } = useTranslation('people');
  const { state, actor } = useWorkbook();
  const shared = sharedEntity(state, rows);
  const words =
    typeof shared === 'string' ? t(`assign.${shared}`) : (shared?.name ?? t('assign.nobody'));
  if (may(actor, 'assign', { state })) {
    return (
      <span className="assign-words" data-empty={shared === undefined || undefined} dir="auto">
        {words}
      </span>
    );
  }
  const current = typeof shared === 'string' ? undefined : shared?.id;
  return <Menu rows={rows} words={words} current={current} />;
}

type MenuProps = { rows: readonly string[]; words: string; current: EntityId | undefined };

function Menu({ rows, words, current }: MenuProps) {
  const { t } = useTranslation('people');
  const { state, command } = useWorkbook();
  const say = useRefusalSentence();
  const [search, setSearch] = useState('');
  const { busy, refusal, run, forget } = useAct();
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
      forget();
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  // There is such a menu at every row that is a group: the list is made for the open one alone.
  const entities = combobox.dropdownOpened ? byName(state.entities.values()) : NO_ENTITIES;
  const wanted = search.trim().toLocaleLowerCase();
  const found = entities.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));

  // Enter takes the first that was found.
  const { selectFirstOption } = combobox;
  useEffect(() => {
    if (wanted !== '') selectFirstOption();
  }, [wanted, selectFirstOption]);

  const assign = async (choice: string) => {
    const entity = choice === NOBODY ? null : (choice as EntityId);
    const outcome = await run(() =>
      command({ type: 'assign-rows', rows: [...rows] as RowId[], entity }),
    );
    if (outcome.ok) combobox.closeDropdown();
  };

  return (
    <Combobox
      store={combobox}
      width={260}
      position="bottom-start"
      withinPortal
      keepMounted={false}
      onOptionSubmit={(choice) => void assign(choice)}
    >
      <Combobox.Target withAriaAttributes={false}>
        <UnstyledButton
          className="assign-words assign-button"
          data-empty={words === t('assign.nobody') || undefined}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          aria-label={t('assign.label', { count: rows.length, entity: words })}
          onClick={() => combobox.toggleDropdown()}
          data-testid="assign-open"
        >
          <span dir="auto">{words}</span>
          <IconSelector size={12} aria-hidden />
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={t('assign.search')}
          aria-label={t('assign.search')}
          data-testid="assign-search"
        />
        <Combobox.Header>
          <Text size="xs">{t('assign.rows', { count: rows.length })}</Text>
        </Combobox.Header>
        <Combobox.Options mah={260} className="panel-scroll" aria-busy={busy}>
          {wanted === '' && (
            <Combobox.Option value={NOBODY} disabled={busy}>
              <Text component="span" size="sm" c="var(--ts-muted)">
                {t('assign.clear')}
              </Text>
            </Combobox.Option>
          )}
          {found.map(({ id, name }) => (
            <Combobox.Option key={id} value={id} active={id === current} disabled={busy}>
              <span className="panel-option">
                <span dir="auto" translate="no">
                  {name}
                </span>
                {id === current && <IconCheck size={14} aria-label={t('assign.current')} />}
              </span>
            </Combobox.Option>
          ))}
          {found.length === 0 && (
            <Combobox.Empty>
              {state.entities.size === 0 ? t('assign.noneYet') : t('noSuchEntity')}
            </Combobox.Empty>
          )}
        </Combobox.Options>
        {refusal && (
          <Combobox.Footer>
            <Input.Error role="alert">{say(refusal)}</Input.Error>
          </Combobox.Footer>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}
