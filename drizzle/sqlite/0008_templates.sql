CREATE TABLE `template` (
	`template` text NOT NULL,
	`version` integer NOT NULL,
	`name` text NOT NULL,
	`edition` text NOT NULL,
	`file` text NOT NULL,
	`map` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`template`, `version`)
);
