/** The bar over the sheet in which words are found. */
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSearch, IconX } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { type KeyboardEvent as Pressed, type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isComposed, shortcutKey } from '../../kit/typed-key.ts';
import { count } from '../../texts/locale.ts';
import type { Entry } from '../find-index.ts';
import type { Found } from '../use-find.ts';
import { MAX_FIND } from '../view-address.ts';
import '../views.css';

/** Longest piece of a found text that is repeated in the bar, in characters. */
const EXCERPT = 90;
/** The grid takes the focus to the cell that it was asked for a moment later; the bar takes it back. Milliseconds. */
const FOLLOWS_MS = 600;

/** The browser's own search is a second press away. */
function isFindKey(event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return false;
  return shortcutKey(event) === 'f';
}

const inDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"]') !== null;

/** Opens the bar, and steps through the matches, from anywhere on the page. */
function useFindKeys(found: Found, input: RefObject<HTMLInputElement | null>): void {
  const latest = useRef(found);
  useEffect(() => {
    latest.current = found;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { words, setWords, go } = latest.current;
      if (inDialog(event.target)) return;
      if (isFindKey(event)) {
        if (document.activeElement === input.current && input.current) return;
        event.preventDefault();
        if (words === null) setWords('');
        input.current?.focus();
        input.current?.select();
      } else if (event.key === 'F3' && words !== null && words !== '') {
        event.preventDefault();
        go(event.shiftKey ? -1 : 1);
      }
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [input]);
}

type Props = { found: Found; backToCell: () => void };

export function FindBar({ found, backToCell }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useFindKeys(found, input);
  if (found.words === null) return null;
  return <Bar found={found} backToCell={backToCell} input={input} words={found.words} />;
}

function Bar({
  found,
  backToCell,
  input,
  words,
}: Props & { input: RefObject<HTMLInputElement | null>; words: string }) {
  const { t } = useTranslation('views');
  const { matches, at, go, setWords } = found;
  const wentAt = useRef(0);
  // A bar that a link has opened leaves the focus where it is.
  useEffect(() => {
    if (input.current?.value !== '') return;
    input.current.focus();
  }, [input]);
  const step = (by: 1 | -1): void => {
    wentAt.current = performance.now();
    go(by);
  };
  const close = (): void => {
    setWords(null);
    backToCell();
  };
  const pressed = (event: Pressed<HTMLInputElement>): void => {
    if (isComposed(event.nativeEvent)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  };
  return (
    <search className="ts-find" data-keeps-keyboard data-testid="find-bar">
      <TextInput
        ref={input}
        size="xs"
        className="ts-find-input"
        aria-label={t('find.label')}
        placeholder={t('find.placeholder')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={words}
        maxLength={MAX_FIND}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={pressed}
        onBlur={({ currentTarget, relatedTarget }) => {
          const isGrid = relatedTarget instanceof Element && relatedTarget.closest('.ts-grid');
          if (!isGrid || performance.now() - wentAt.current > FOLLOWS_MS) return;
          // While the focus moves it cannot be called back.
          requestAnimationFrame(() => currentTarget.focus());
        }}
        data-testid="find-words"
      />
      <span className="ts-find-count" role="status" data-testid="find-count">
        {countWords(found, words, t)}
      </span>
      <Step
        label={t('find.previous')}
        go={() => go(-1)}
        testId="find-previous"
        off={matches.length === 0}
      >
        <IconChevronUp size={16} aria-hidden />
      </Step>
      <Step label={t('find.next')} go={() => go(1)} testId="find-next" off={matches.length === 0}>
        <IconChevronDown size={16} aria-hidden />
      </Step>
      <span className="ts-find-where" data-testid="find-where">
        {found.left !== undefined && <strong>{t('find.left', { filter: found.left })} </strong>}
        {at !== -1 && <Behind found={found} />}
      </span>
      <span className="ts-find-hint">{t('find.hint')}</span>
      <Step label={t('find.close')} go={close} testId="find-close">
        <IconX size={16} aria-hidden />
      </Step>
    </search>
  );
}

function countWords({ matches, at }: Found, words: string, t: TFunction<'views'>): string {
  if (words.trim() === '') return '';
  if (matches.length === 0) return t('find.none');
  if (at === -1) return t('find.total', { count: matches.length });
  return t('find.at', { at: count(at + 1), total: count(matches.length) });
}

/** Where the words stand, when the cell itself does not show them. */
function Behind({ found: { current, hidden } }: { found: Found }) {
  const { t } = useTranslation(['views', 'grid']);
  const isPlain = ({ kind, column }: Entry): boolean => kind === 'cell' && !hidden.has(column);
  if (!current || current.found.some(isPlain)) return null;
  const [entry] = current.found;
  if (!entry) return null;
  const place =
    entry.kind === 'cell' || entry.kind === 'stored' || entry.kind === 'about'
      ? t(`grid:columns.${entry.column}`)
      : t(`find.kinds.${entry.kind}`);
  const text = entry.text.length > EXCERPT ? `${entry.text.slice(0, EXCERPT)}…` : entry.text;
  return (
    <>
      {t('find.behind', { place })} <bdi translate="no">{text}</bdi>
    </>
  );
}

type StepProps = {
  label: string;
  go: () => void;
  testId: string;
  off?: boolean;
  children: React.ReactNode;
};

function Step({ label, go, testId, off = false, children }: StepProps) {
  return (
    <Tooltip label={label} openDelay={500}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={26}
        aria-label={label}
        onClick={go}
        disabled={off}
        data-testid={testId}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
