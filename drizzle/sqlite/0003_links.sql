ALTER TABLE `link` ADD `by` text;--> statement-breakpoint
ALTER TABLE `link` ADD `workbook` text;--> statement-breakpoint
ALTER TABLE `link` ADD `ended_at` integer;--> statement-breakpoint
-- Who made the links from before is not known, so they open nothing any more.
UPDATE `link` SET `ended_at` = 0 WHERE `used_at` IS NULL;