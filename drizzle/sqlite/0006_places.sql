CREATE TABLE `leaf` (
	`log_index` integer PRIMARY KEY NOT NULL,
	`workbook` text NOT NULL,
	`number` integer NOT NULL,
	`hash` blob NOT NULL
);
--> statement-breakpoint
INSERT INTO `leaf` (`log_index`, `workbook`, `number`, `hash`) SELECT `log_index`, `workbook`, `number`, `leaf` FROM `entry` ORDER BY `log_index`;--> statement-breakpoint
CREATE UNIQUE INDEX `leaf_entry` ON `leaf` (`workbook`,`number`);--> statement-breakpoint
CREATE TABLE `__new_entry` (
	`workbook` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`leaf` blob NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`workbook`, `number`)
);
--> statement-breakpoint
INSERT INTO `__new_entry` (`workbook`, `number`, `kind`, `at`, `by`, `leaf`, `text`) SELECT `workbook`, `number`, `kind`, `at`, `by`, `leaf`, `text` FROM `entry` ORDER BY `log_index`;--> statement-breakpoint
DROP TABLE `entry`;--> statement-breakpoint
ALTER TABLE `__new_entry` RENAME TO `entry`;--> statement-breakpoint
CREATE INDEX `entry_event` ON `entry` (`workbook`,`number`) WHERE kind = 'event';
