/** The workbook page. */
import { WorkbookProvider } from '../live/workbook/use-workbook.ts';
import { WorkbookLayout } from '../shell/workbook-layout.tsx';

export function WorkbookPage({ id }: { id: string }) {
  return (
    <WorkbookProvider id={id}>
      <WorkbookLayout />
    </WorkbookProvider>
  );
}
