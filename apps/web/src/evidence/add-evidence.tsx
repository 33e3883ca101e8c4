/** Where evidence is put: files chosen, dropped, pasted or taken with the camera, and links. */
import { ActionIcon, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconCamera, IconLink, IconPaperclip, IconX } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useMedia } from '../look/use-media.ts';
import { AddLink } from './add-link.tsx';
import { type Place, type Sending, useSending } from './use-sending.ts';

/** What the dialog of the system offers; what a file is is told by its content later. */
const ACCEPTED =
  '.pdf,.png,.jpg,.jpeg,.webp,.csv,.txt,.xlsx,.docx,.ods,application/pdf,image/png,image/jpeg,image/webp';
/** A finger in place of a mouse: there a camera is at hand. */
const BY_HAND = '(pointer: coarse)';

export function AddEvidence({ place }: { place: Place }) {
  const { t } = useTranslation('evidence');
  const { sending, send, drop } = useSending(place);
  const [isOver, setOver] = useState(false);
  const [isLinking, setLinking] = useState(false);
  const hasCamera = useMedia(BY_HAND);
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <section
      className="evidence-add"
      aria-label={t('add')}
      data-takes-files
      data-over={isOver || undefined}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        send(event.dataTransfer.files);
      }}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        send(event.clipboardData.files);
      }}
      data-testid="evidence-add"
    >
      <Stack gap={8}>
        {sending.map((each) => (
          <OnItsWay key={each.id} sending={each} drop={() => drop(each.id)} />
        ))}
        <Group gap={8}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPaperclip size={14} aria-hidden />}
            onClick={() => files.current?.click()}
            data-testid="evidence-choose"
          >
            {t('choose')}
          </Button>
          {hasCamera && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconCamera size={14} aria-hidden />}
              onClick={() => camera.current?.click()}
              data-testid="evidence-camera"
            >
              {t('camera')}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconLink size={14} aria-hidden />}
            onClick={() => setLinking(true)}
            aria-expanded={isLinking}
            data-testid="evidence-link"
          >
            {t('link')}
          </Button>
        </Group>
        {isLinking && <AddLink place={place} done={() => setLinking(false)} />}
        <Text size="xs" c="var(--ts-muted)">
          {t(hasCamera ? 'aboutByHand' : 'about')}
        </Text>
      </Stack>
      <Chosen input={files} accept={ACCEPTED} send={send} testId="evidence-files" />
      <Chosen input={camera} accept="image/*" isCamera send={send} testId="evidence-photo" />
    </section>
  );
}

type ChosenProps = {
  input: React.RefObject<HTMLInputElement | null>;
  accept: string;
  isCamera?: true;
  send: (files: Iterable<File>) => void;
  testId: string;
};

/** The browser's own choice of files, which only an input opens. */
function Chosen({ input, accept, isCamera, send, testId }: ChosenProps) {
  return (
    <input
      ref={input}
      type="file"
      accept={accept}
      multiple={!isCamera}
      {...(isCamera ? { capture: 'environment' } : {})}
      hidden
      aria-hidden
      tabIndex={-1}
      onChange={({ currentTarget }) => {
        send([...(currentTarget.files ?? [])]);
        currentTarget.value = '';
      }}
      data-testid={testId}
    />
  );
}

function OnItsWay({ sending, drop }: { sending: Sending; drop: () => void }) {
  const { t } = useTranslation('evidence');
  const { name, part, refusal } = sending;
  return (
    <div className="evidence-item" data-testid="evidence-sending">
      <div className="panel-grow">
        <Text size="sm" className="evidence-name">
          <bdi translate="no">{name}</bdi>
        </Text>
        {refusal ? (
          <div role="alert" className="evidence-refused">
            <RefusalText refusal={refusal} />
          </div>
        ) : (
          <Progress value={part * 100} size="sm" aria-label={t('sending', { name })} />
        )}
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        onClick={drop}
        aria-label={t(refusal ? 'putAside' : 'stop', { name })}
        data-testid="evidence-drop"
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
