CREATE TABLE `chase` (
	`workbook` text NOT NULL,
	`entity` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`workbook`, `entity`)
);
--> statement-breakpoint
CREATE TABLE `mail` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`state` text NOT NULL,
	`tries` integer NOT NULL,
	`next_at` integer NOT NULL,
	`answer` text,
	`made_at` integer NOT NULL,
	`sent_at` integer,
	FOREIGN KEY (`person`) REFERENCES `person`(`person`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `mail_waits` ON `mail` (`next_at`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `mail_person` ON `mail` (`person`,`made_at`);--> statement-breakpoint
CREATE TABLE `notice` (
	`person` text NOT NULL,
	`id` text NOT NULL,
	`workbook` text NOT NULL,
	`kind` text NOT NULL,
	`number` integer NOT NULL,
	`by` text,
	`at` integer NOT NULL,
	`cell` text,
	`row` text,
	`places` integer NOT NULL,
	`read_at` integer,
	`mail_at` integer,
	`mail` text,
	PRIMARY KEY(`person`, `id`),
	FOREIGN KEY (`person`) REFERENCES `person`(`person`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `notice_at` ON `notice` (`person`,`at`);--> statement-breakpoint
CREATE INDEX `notice_workbook` ON `notice` (`workbook`);--> statement-breakpoint
CREATE INDEX `notice_waits` ON `notice` (`mail_at`) WHERE mail_at IS NOT NULL AND mail IS NULL;--> statement-breakpoint
CREATE INDEX `notice_mail` ON `notice` (`mail`) WHERE mail IS NOT NULL;--> statement-breakpoint
CREATE TABLE `post_cursor` (
	`workbook` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `post_person` (
	`person` text PRIMARY KEY NOT NULL,
	`language` text,
	`calendar` text,
	FOREIGN KEY (`person`) REFERENCES `person`(`person`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `post_person_calendar` ON `post_person` (`calendar`);--> statement-breakpoint
CREATE TABLE `post_setting` (
	`person` text NOT NULL,
	`workbook` text NOT NULL,
	`kind` text NOT NULL,
	`how` text NOT NULL,
	PRIMARY KEY(`person`, `workbook`, `kind`),
	FOREIGN KEY (`person`) REFERENCES `person`(`person`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `post_cursor` (`workbook`, `number`) SELECT `workbook`, `head` FROM `workbook` WHERE `deleted_at` IS NULL;
