/** The workbook page. Own file because it is loaded only with a workbook, together with grid and KPI set. */
import { WorkbookProvider } from '../live/workbook/use-workbook.ts';
import { WorkbookLayout } from '../shell/workbook-layout.tsx';

export function WorkbookPage({ id }: { id: string }) {
  return (
    <WorkbookProvider id={id}>
      <WorkbookLayout />
    </WorkbookProvider>
  );
}
