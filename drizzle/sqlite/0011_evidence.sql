CREATE TABLE `evidence_file` (
	`workbook` text NOT NULL,
	`hash` text NOT NULL,
	`size` integer NOT NULL,
	`media` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`kept_at` integer,
	PRIMARY KEY(`workbook`, `hash`)
);
--> statement-breakpoint
CREATE INDEX `evidence_file_waits` ON `evidence_file` (`at`) WHERE kept_at IS NULL;