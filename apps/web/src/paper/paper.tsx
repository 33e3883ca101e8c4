/** A workbook on paper: what it is and of when, both sheets, and the lines where it is signed. */
import { useTranslation } from 'react-i18next';
import { SHEETS } from '../views/view-state.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import { pageRules } from './page-rules.ts';
import { PaperSheet } from './paper-sheet.tsx';

/** Who signs. */
const SIGNING = ['head', 'auditor'] as const;

export type PaperProps = {
  source: SheetSource;
  city: string;
  title: string;
  /** The state of it in one sentence: a version and its lock, or a draft and its moment. */
  state: string;
  /** More to know of it, each in a paragraph: its hash, what is not saved yet. */
  notes?: readonly string[];
  /** Names by role; a role that nobody or several have is signed by whoever writes their name. */
  members?: readonly { name: string; role: string }[];
  /** Rows to print; all where left out. */
  visible?: ReadonlySet<string> | undefined;
  /** What is only read, as a comparison, is signed by nobody. */
  unsigned?: boolean;
};

export function Paper(props: PaperProps) {
  const { t } = useTranslation('paper');
  const { source, city, title, state, notes = [], visible } = props;
  const { edition } = source.catalogue;
  const [before = '', between = '', after = ''] = t('page', {
    page: '\u0001',
    pages: '\u0001',
  }).split('\u0001');
  const foot = [city, title, state].filter((part) => part !== '').join(' · ');
  return (
    <div className="ts-paper" data-testid="paper">
      <style>{pageRules(foot, [before, between, after])}</style>
      <header className="ts-paper-head">
        <h1>
          <bdi translate="no">{city}</bdi>
          {title !== '' && (
            <>
              {' · '}
              <bdi translate="no">{title}</bdi>
            </>
          )}
        </h1>
        <p>
          <strong>{state}</strong>
        </p>
        <p>{t('edition', { edition })}</p>
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </header>
      {SHEETS.toReversed().map((sheet) => (
        <PaperSheet key={sheet} source={source} sheet={sheet} visible={visible} />
      ))}
      {!props.unsigned && <Signatures members={props.members ?? []} />}
    </div>
  );
}

function Signatures({ members }: { members: NonNullable<PaperProps['members']> }) {
  const { t } = useTranslation(['paper', 'shell']);
  return (
    <section className="ts-paper-signatures">
      {SIGNING.map((role) => {
        const [only, ...others] = members.filter((each) => each.role === role);
        return (
          <div key={role} className="ts-paper-signature">
            <h2>{t(`shell:roles.${role}`)}</h2>
            <p>
              {t('name')} <bdi translate="no">{others.length === 0 ? only?.name : undefined}</bdi>
            </p>
            <p>{t('placeAndDate')}</p>
            <p>{t('signature')}</p>
          </div>
        );
      })}
    </section>
  );
}
