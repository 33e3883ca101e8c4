/** The sheet of keys, opened by "?", by Ctrl and "/", or by its button. */
import { Button, Title } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { Fragment, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../kit/dialog.tsx';
import { shortcutKey } from '../../kit/typed-key.ts';
import { KEY_GROUPS, type KeyLine } from './key-list.ts';
import './keys.css';

/** Where "?" is a letter: fields, and cells, in which typing begins. */
const TYPED_INTO = 'input, textarea, select, [contenteditable="true"], [role="gridcell"]';

/** Question marks of keyboards: also the Arabic one, and the Greek one. */
const QUESTION = new Set(['?', '\u061F', '\u037E']);

function asksForKeys(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return shortcutKey(event) === '/' && !event.altKey;
  const { target } = event;
  return QUESTION.has(event.key) && !(target instanceof Element && target.closest(TYPED_INTO));
}

export function KeysButton() {
  const { t } = useTranslation('keys');
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !asksForKeys(event)) return;
      event.preventDefault();
      setOpened(true);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  return (
    <>
      <Button
        className="keys-open"
        size="compact-xs"
        variant="subtle"
        color="gray"
        leftSection={<IconKeyboard size={15} aria-hidden />}
        aria-keyshortcuts="Control+/"
        title={t('openTip')}
        onClick={() => setOpened(true)}
        data-testid="keys-open"
      >
        {t('open')}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('title')} size="lg">
        <div className="keys-groups">
          {KEY_GROUPS.map(({ name, lines }) => (
            <section key={name}>
              <Title order={3} className="keys-name">
                {t(`group.${name}`)}
              </Title>
              <dl className="keys-list">
                {lines.map((line) => (
                  <Line key={line.does} line={line} />
                ))}
              </dl>
            </section>
          ))}
        </div>
      </Dialog>
    </>
  );
}

/** The arrow that goes on: to the right, or to the left where the sheet is mirrored. */
const onThisSide = (key: string): string =>
  key === '→' && document.documentElement.dir === 'rtl' ? '←' : key;

function Line({ line }: { line: KeyLine }) {
  const { t } = useTranslation('keys');
  return (
    <div>
      <dt dir="ltr">
        {line.keys.map((key, i) => (
          <Fragment key={key}>
            {i > 0 && (line.isOneByOne ? t('then') : ' + ')}
            <kbd>{t(`key.${key}`, { defaultValue: onThisSide(key) })}</kbd>
          </Fragment>
        ))}
      </dt>
      <dd>{t(`does.${line.does}`)}</dd>
    </div>
  );
}
