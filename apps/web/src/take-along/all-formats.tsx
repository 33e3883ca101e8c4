/** One place for every form in which a workbook can be taken along: the form is chosen, then what it asks for. */
import { Stack } from '@mantine/core';
import type { TemplatesView } from '@tallystick/protocol/views-templates';
import { useState } from 'react';
import { useAsked } from '../server/use-asked.ts';
import { ExportForm, type ExportProps } from './export-form.tsx';
import { FormatChoice } from './format-choice.tsx';
import { FILE_FORMATS, type FormatId, INTO_TEMPLATE } from './formats.ts';
import { IntoTemplate } from './into-template.tsx';

type Props = ExportProps & { first?: FormatId | undefined };

export function AllFormats({ first = 'xlsx', ...props }: Props) {
  const { workbook, submission } = props;
  const templates = useAsked<TemplatesView>('/api/templates').value?.templates ?? [];
  const [chosen, setChosen] = useState<string>(first);
  const offered = FILE_FORMATS.filter(({ ofVersion }) => submission === null || ofVersion);
  const [usual, ...others] = offered.map(({ id }): string => id);
  // Right behind the product's own file; nothing of it where the installation has no template.
  const kinds = [usual ?? '', ...(templates.length > 0 ? [INTO_TEMPLATE] : []), ...others];
  const format = offered.find(({ id }) => id === chosen);
  return (
    <Stack gap={14}>
      <FormatChoice kinds={kinds} value={chosen} onChange={setChosen} />
      {/* What was chosen of a table may not be there in another format. */}
      {format && <ExportForm key={format.encodings.join()} format={format} {...props} />}
      {chosen === INTO_TEMPLATE && (
        <IntoTemplate workbook={workbook} submission={submission} templates={templates} />
      )}
    </Stack>
  );
}
