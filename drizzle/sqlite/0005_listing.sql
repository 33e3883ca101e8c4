CREATE TABLE `listing` (
	`workbook` text PRIMARY KEY NOT NULL,
	`edition` text NOT NULL,
	`due` integer,
	`zone` text,
	`reported` integer NOT NULL,
	`ready` integer NOT NULL,
	`threads` integer NOT NULL,
	`audit_threads` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `listing_entity` (
	`workbook` text NOT NULL,
	`entity` text NOT NULL,
	`name` text,
	`row_count` integer NOT NULL,
	`rows_left` integer NOT NULL,
	PRIMARY KEY(`workbook`, `entity`)
);
--> statement-breakpoint
CREATE TABLE `listing_row` (
	`workbook` text NOT NULL,
	`row` text NOT NULL,
	`entity` text,
	`mark` text,
	`print` text NOT NULL,
	`life` text NOT NULL,
	`reported` integer NOT NULL,
	PRIMARY KEY(`workbook`, `row`)
);
--> statement-breakpoint
CREATE TABLE `listing_thread` (
	`workbook` text NOT NULL,
	`comment` text NOT NULL,
	`audience` text NOT NULL,
	`open` integer NOT NULL,
	PRIMARY KEY(`workbook`, `comment`)
);
--> statement-breakpoint
CREATE TABLE `listing_version` (
	`workbook` text NOT NULL,
	`submission` integer NOT NULL,
	`reported` integer NOT NULL,
	`released` integer NOT NULL,
	`consent` text,
	PRIMARY KEY(`workbook`, `submission`)
);
--> statement-breakpoint
CREATE INDEX `cell_formula` ON `cell` (`workbook`) WHERE substr(text, 1, 1) = '=';