ALTER TABLE `idempotency` ADD `workbook` text;--> statement-breakpoint
ALTER TABLE `workbook` ADD `archived` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `workbook` ADD `deleted_at` integer;