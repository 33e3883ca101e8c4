/** All operations of the server. */
import { accountOperations } from './operations-account.ts';
import { historyOperations } from './operations-history.ts';
import { peopleOperations } from './operations-people.ts';
import { serviceOperations } from './operations-service.ts';
import { webhookOperations } from './operations-webhooks.ts';
import { workbookOperations } from './operations-workbook.ts';
import type { Operation } from './operation.ts';

export const OPERATIONS: readonly Operation[] = [
  ...workbookOperations,
  ...historyOperations,
  ...peopleOperations,
  ...webhookOperations,
  ...accountOperations,
  ...serviceOperations,
];
