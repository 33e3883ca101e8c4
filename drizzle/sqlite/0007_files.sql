CREATE TABLE `file` (
	`workbook` text NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`size` integer NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`kept_at` integer,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`workbook`, `hash`)
);
