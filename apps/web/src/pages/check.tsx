/**
 * Checking a locked version in the browser, for anybody: no sign-in, and nothing leaves the page. Beside the program,
 * which needs Node, and by the same code.
 */
import {
  Anchor,
  Button,
  Container,
  FileButton,
  Group,
  Input,
  Stack,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { IconCheck, IconFileZip, IconX } from '@tabler/icons-react';
import type { Report } from '@tallystick/ledger/verify-bundle';
import { ARCHIVE_BYTES_MAX } from '@tallystick/verify/archive-reader';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../look/use-title.ts';
import { checkInBrowser, type Kept, keptIn } from '../check/check-in-browser.ts';
import { NoSignatures } from '../check/platform/crypto.ts';
import '../kit/panel.css';
import { Notice } from '../kit/notice.tsx';
import { follow } from '../addresses/routes.ts';
import { LanguageChoice } from '../account/language-choice.tsx';
import { Mark } from '../kit/mark.tsx';
import './check.css';

/** What came of a file: a report, or why there is none. */
type Outcome =
  | { report: Report; name: string; withKey: boolean }
  | { fault: 'tooLarge' | 'noSignatures' | 'unread' | 'notKept' | 'proofAlone'; name: string };

async function outcomeOf(file: File, key: string, older: readonly File[]): Promise<Outcome> {
  const { name } = file;
  if (file.size > ARCHIVE_BYTES_MAX) return { fault: 'tooLarge', name };
  try {
    const archive = new Uint8Array(await file.arrayBuffer());
    const kept: Kept = {};
    for (const each of older) {
      if (each.size > ARCHIVE_BYTES_MAX) return { fault: 'tooLarge', name: each.name };
      const found = await keptIn(new Uint8Array(await each.arrayBuffer()));
      if (found === undefined) return { fault: 'notKept', name: each.name };
      Object.assign(kept, found);
    }
    // A proof alone would be compared with nothing, and nobody told so.
    if (kept.consistency !== undefined && kept.against === undefined)
      return { fault: 'proofAlone', name: older[0]?.name ?? name };
    return { report: await checkInBrowser(archive, key, kept), name, withKey: key.trim() !== '' };
  } catch (error) {
    return { fault: error instanceof NoSignatures ? 'noSignatures' : 'unread', name };
  }
}

export function CheckPage() {
  const { t } = useTranslation('versions');
  useTitle(t('inBrowser.title'));
  const [key, setKey] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [older, setOlder] = useState<File[]>([]);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const check = async (chosen: File | null, against = older) => {
    setFile(chosen);
    setOutcome(undefined);
    if (chosen === null) return;
    setBusy(true);
    setOutcome(await outcomeOf(chosen, key, against));
    setBusy(false);
  };
  return (
    <Container component="main" size={720} py={{ base: 'lg', sm: 48 }}>
      <Stack gap="lg">
        <Group justify="space-between">
          <Mark size={30} />
          <LanguageChoice />
        </Group>
        <div>
          <Title order={1} size="h2">
            {t('inBrowser.title')}
          </Title>
          <Text mt={4}>{t('inBrowser.about')}</Text>
        </div>
        <Bundle file={file} busy={busy} choose={(chosen) => void check(chosen)} />
        <Textarea
          label={t('inBrowser.key')}
          description={t('inBrowser.keyAbout')}
          autosize
          minRows={2}
          dir="ltr"
          spellCheck={false}
          value={key}
          onChange={(event) => {
            setKey(event.currentTarget.value);
            // What was said without this key, or with another, is no answer any more.
            setOutcome(undefined);
          }}
          data-testid="check-key"
        />
        <Older
          files={older}
          choose={(files) => {
            setOlder(files);
            // What was checked is checked again with what is held against it now.
            if (file) void check(file, files);
          }}
        />
        {file && !busy && (
          <Button
            variant="default"
            onClick={() => void check(file)}
            style={{ alignSelf: 'start' }}
            data-testid="check-again"
          >
            {t('inBrowser.again')}
          </Button>
        )}
        <div role="status">{outcome && <Said outcome={outcome} />}</div>
        <Text size="sm" c="var(--ts-muted)">
          {t('inBrowser.program')}{' '}
          <Anchor href="/verify.mjs" download size="sm" underline="always">
            {t('check.program')}
          </Anchor>
          {' · '}
          <Anchor href="/" onClick={follow} size="sm" underline="always">
            {t('inBrowser.home')}
          </Anchor>
        </Text>
      </Stack>
    </Container>
  );
}

type BundleProps = { file: File | null; busy: boolean; choose: (file: File | null) => void };

function Bundle({ file, busy, choose }: BundleProps) {
  const { t } = useTranslation('versions');
  return (
    <Input.Wrapper
      label={t('inBrowser.bundle')}
      description={t('inBrowser.bundleAbout')}
      labelElement="div"
    >
      <Group gap={12} mt={6}>
        <FileButton onChange={choose} accept=".zip,application/zip">
          {(props) => (
            <Button
              {...props}
              loading={busy}
              leftSection={<IconFileZip size={18} aria-hidden />}
              data-testid="check-choose"
            >
              {t('inBrowser.choose')}
            </Button>
          )}
        </FileButton>
        {file && (
          <Text size="sm">
            <bdi>{file.name}</bdi>
          </Text>
        )}
      </Group>
    </Input.Wrapper>
  );
}

/** Optional: what one kept of an earlier version, to see that the log was only added to since. */
function Older({ files, choose }: { files: File[]; choose: (files: File[]) => void }) {
  const { t } = useTranslation('versions');
  return (
    <Input.Wrapper
      label={t('inBrowser.older')}
      description={t('inBrowser.olderAbout')}
      labelElement="div"
    >
      <Group gap={12} mt={6}>
        <FileButton
          multiple
          onChange={choose}
          accept=".zip,.txt,.checkpoint,application/zip,text/plain"
        >
          {(props) => (
            <Button {...props} size="xs" variant="default" data-testid="check-older">
              {t('inBrowser.olderChoose')}
            </Button>
          )}
        </FileButton>
        {files.map(({ name }) => (
          <Text key={name} size="sm" data-testid="check-older-name">
            <bdi>{name}</bdi>
          </Text>
        ))}
        {files.length > 0 && (
          <Button size="compact-sm" variant="subtle" onClick={() => choose([])}>
            {t('inBrowser.olderNone')}
          </Button>
        )}
      </Group>
    </Input.Wrapper>
  );
}

function Said({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation('versions');
  if ('fault' in outcome) {
    return (
      <Notice tone="bad" testId="check-fault">
        {t(`inBrowser.${outcome.fault}`, { name: outcome.name })}
      </Notice>
    );
  }
  const { report, name, withKey } = outcome;
  const verdict = !report.ok ? 'fails' : withKey ? 'holds' : 'fits';
  const tone = { fails: 'bad', holds: 'good', fits: 'warn' } as const;
  return (
    <Stack gap={12}>
      <div data-testid="check-verdict" data-verdict={verdict}>
        <Notice tone={tone[verdict]} title={t(`inBrowser.${verdict}`)}>
          <bdi>{name}</bdi>: {t(`inBrowser.${verdict}About`)}
        </Notice>
      </div>
      {/* What was checked, in the words of the program. */}
      <ol className="check-steps" lang="en" dir="ltr" data-testid="check-steps">
        {report.steps.map(({ claim, ok, detail }) => (
          <li key={claim} data-ok={ok}>
            {ok ? <IconCheck size={18} aria-hidden /> : <IconX size={18} aria-hidden />}
            <div>
              <strong>
                <span className="ts-hidden">{ok ? 'Holds: ' : 'Does not hold: '}</span>
                {claim}
              </strong>
              <Text size="sm" c="var(--ts-muted)" className="check-detail">
                {detail}
              </Text>
            </div>
          </li>
        ))}
      </ol>
    </Stack>
  );
}
